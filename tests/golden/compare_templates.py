#!/usr/bin/env python3
"""Random templates rendered by Jinja2 (as transformers sets it up) and by Silex, compared.

usage: compare_templates.py build/dev/tests/golden/render_lines [COUNT [SEED]]

A rendering must be equal byte for byte, and a failure must be a failure of the same Python class;
messages that differ are counted and shown with -v. Needs jinja2 and transformers.
"""
import copy
import datetime
import json
import random
import re
import subprocess
import sys
import warnings

warnings.filterwarnings('ignore')
from transformers.utils import chat_template_utils  # noqa: E402


class Clock(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(2025, 7, 14, 9, 30, 5)


chat_template_utils.datetime = Clock

VARIABLES = {
    'n': 7, 'm': -3, 'zero': 0, 'x': 2.5, 'y': -0.1, 'big': 123456789012, 't': True, 'f': False,
    'nil': None, 'e': '', 's': 'Hello World', 'u': 'été À Noël ß', 'w': '  pad ded\n', 'q': "it's \"q\"",
    'multi': 'one\ntwo\r\n\nthree', 'html': '<b>&"\'</b>', 'num': '42', 'l': [3, 1, 2],
    'ls': ['b', 'A', 'c', 'B'], 'mix': [1, 'a', None, 2.5, [1, 2], {'k': 'v'}], 'empty': [], 'd': {'b': 1, 'a': 2, 'C': 3},
    'dd': {}, 'users': [{'name': 'Zoé', 'age': 3, 'tags': ['x', 'y'], 'ok': True}, {'name': 'ann', 'age': 1, 'tags': []},
                        {'name': 'Bob', 'age': 2, 'address': {'city': 'Nîmes'}}],
    'messages': [{'role': 'system', 'content': 'Be brief.'}, {'role': 'user', 'content': 'Hi {{ x }} <|im_end|>'},
                 {'role': 'assistant', 'content': None, 'tool_calls': [{'function': {'name': 'f', 'arguments': {'a': 1, 'é': [True, None]}}}]}],
    'tree': [{'v': 1, 'c': [{'v': 2, 'c': []}, {'v': 3, 'c': [{'v': 4, 'c': []}]}]}, {'v': 5, 'c': []}],
}

NAMES = list(VARIABLES) + ['missing', 'a', 'b', 'loop', 'ns', 'k', 'v', 'item', 'caller', 'varargs', 'kwargs']
FILTERS = [
    'abs', 'batch(2)', 'batch(2, "z")', 'capitalize', 'center(12)', 'count', 'd("dflt")', 'default("x", true)', 'default(1)',
    'dictsort', 'dictsort(true)', 'dictsort(by="value")', 'dictsort(reverse=true)', 'escape', 'e', 'first', 'float', 'float(1)',
    'forceescape', 'format(1, 2)', 'groupby("age")', 'groupby("name")', 'indent', 'indent(2)', 'indent(2, true)', 'indent("> ", true, true)', 'int', 'int(5)',
    'int(0, 16)', 'items', 'join', 'join(", ")', 'join("-", attribute="name")', 'last', 'length', 'list', 'lower', 'map("upper")',
    'map(attribute="name")', 'map(attribute="address.city", default="?")', 'map("int")', 'map("length")', 'max', 'min', 'max(attribute="age")',
    'reject("odd")', 'rejectattr("ok")', 'replace("l", "L")', 'replace("o", "0", 1)', 'reverse', 'round', 'round(1)', 'round(1, "floor")', 'round(0, "ceil")',
    'safe', 'select', 'select("string")', 'select("odd")', 'select(">", 1)', 'selectattr("age", ">", 1)', 'selectattr("tags")', 'slice(2)', 'slice(2, "f")', 'sort',
    'sort(reverse=true)', 'sort(attribute="name")', 'sort(case_sensitive=true)', 'sort(attribute="age,name")', 'string', 'striptags', 'sum', 'sum(attribute="age")', 'title', 'tojson',
    'tojson(indent=2)', 'tojson(indent=4)', 'tojson(ensure_ascii=true)', 'tojson(sort_keys=true)', 'tojson(separators=(",", ":"))', 'trim', 'trim("H d")', 'truncate(5)',
    'truncate(8, true)', 'truncate(7, false, "..", 0)', 'unique', 'unique(case_sensitive=true)', 'upper', 'urlencode', 'wordcount', 'filesizeformat', 'filesizeformat(true)', 'attr("name")', 'attr("upper")', 'length()', 'list()',
]
TESTS = ['boolean', 'callable', 'defined', 'divisibleby(2)', 'divisibleby 3', 'eq(1)', 'equalto("a")', 'escaped', 'even', 'false', 'filter', 'float', 'ge(2)',
         'gt(1)', 'in([1, 2])', 'in "abc"', 'integer', 'iterable', 'le(2)', 'lower', 'lt(3)', 'mapping', 'ne(1)', 'none', 'number', 'odd', 'sameas(none)', 'sameas(true)',
         'sequence', 'string', 'test', 'true', 'undefined', 'upper']
METHODS = [
    'upper()', 'lower()', 'title()', 'capitalize()', 'swapcase()', 'strip()', 'lstrip()', 'rstrip()', 'strip("H d")', 'split()', 'split("l")', 'split(" ", 1)', 'rsplit("o", 1)', 'rsplit(None, 1)',
    'splitlines()', 'splitlines(true)', 'replace("l", "_")', 'replace("l", "_", 1)', 'replace("", "-")', 'startswith("He")', 'endswith(("d", "x"))', 'startswith("l", 2)', 'find("o")', 'rfind("o")', 'index("o")', 'count("l")',
    'count("")', 'isdigit()', 'isalpha()', 'isalnum()', 'isspace()', 'islower()', 'isupper()', 'istitle()', 'isnumeric()', 'isdecimal()', 'isidentifier()', 'isprintable()', 'isascii()', 'zfill(8)', 'ljust(8, ".")', 'rjust(8)', 'center(9, "*")',
    'partition("o")', 'rpartition("o")', 'join(ls)', 'join(l)', 'format(1, b=2)', 'expandtabs()', 'casefold()', 'removeprefix("He")', 'removesuffix("ld")', 'items()', 'keys()', 'values()', 'get("a")', 'get("zz", 5)',
    'copy()', 'append(1)', 'pop()', 'update(d)', 'index(1)', 'count(1)', 'encode', '__class__', '_private', 'name', 'content', 'role', 'foo', 'items', 'nosuch()', 'format_map(d)', 'real', 'imag',
]
FORMATS = ['"%s" % n', '"%d-%s" % (n, s)', '"%05.1f" % x', '"%(a)s" % d', '"%x %o" % (n, n)', '"%r" % s', '"%%" % ()', '"%5s|%-5s|" % ("a", "b")', '"%+d % d" % (n, n)', '"%e" % x', '"%g" % big', '"%c" % "z"', '"%s" % l', '"%s %s" % n',
           '"%s" % (n, n)', '"%d" % s', '"%.3s" % s', '"%#x" % n', '"%s" % missing', '"{} {}".format(n, s)', '"{0}{1}{0}".format(s, n)', '"{:>8}|{:<8}|{:^8}".format(n, s, x)',
           '"{:05d}{:,}".format(n, big)', '"{:.2f}{:e}{:%}".format(x, x, x)', '"{a[0]}{b.name}".format(a=l, b=users[0])', '"{!r:>10}".format(s)', '"{:{w}}".format(n, w=6)', '"{:+}{: }".format(n, n)', '"{:#x}{:b}{:o}{:X}".format(n, n, n, 255)',
           '"{{}}{}".format(n)', '"{".format(n)', '"{} {1}".format(n, n)', '"{x}".format(n)', '"{:*^9.3}".format(s)', '"{:.3}".format(x)', '"{:.3g}".format(x)', '"{:g}".format(big)', '"{:_}".format(big)', '"{!s}".format(nil)', '"{:d}".format(s)', '"{}".format(l)',
           '"{:10}".format(nil)', '"{:08.3f}".format(y)', '"%s" % nil', '"%5d|%-5d|%05d" % (n, n, n)', '"%.0f" % x', '"%i" % x', '"{:n}".format(n)', '"{0.imag}".format(n)']


class Maker:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.safe = self.r.random() < .6  # mostly expressions that cannot fail

    def pick(self, items):
        return items[self.r.randrange(len(items))]

    def literal(self):
        return self.pick(['0', '1', '2', '-1', '10', '3', '1.5', '0.1', '1e3', '2.0', '1e20', '1e-7', '"a"', "'b c'", '"é"', '"%"', '""', 'true', 'false', 'none', 'None', 'True', '[]', '{}', '()', '[1, 2, 3]', '(1, "b")', '(1,)',
                          '{"a": 1, "b": [2]}', '{1: 2, none: 3}', '"x" "y"', r'"\n\t\"\\\x41é"', '1_000', '0x1f', 'range(3)', 'range(5, 0, -2)', 'dict(a=1)', "'\\d'"])

    def slice(self):
        part = lambda: self.pick(['', '', '0', '1', '-1', '2', '-2', '5', '-9', 'n', 'nil'])
        return '[%s:%s%s]' % (part(), part(), self.pick(['', '', ':', ':1', ':2', ':-1', ':-2', ':0' if self.r.random() < .1 else ':3']))

    SAFE = ['n', 's', 'u', 'l', 'ls', 'd', 'users', 'messages', 't', 'nil', 'missing', 'item', 'a', 'b', 'loop is defined', 's|upper', 'u|title', 'l|length', 'l|join(",")', 'ls|sort|join', 'd|tojson',
            'users|map(attribute="name")|list', 'item is defined', 'a is defined', 'b is string', 'ns is defined', 'n == 7', 'n in l', '"H" in s', 's[1:3]', 'u[::-1]', 'l[-1]', 'd.a', 'd["b"]', 'users[0].name', 's.split()', 'w.strip()',
            'n + 1', 'n * 2', 'n % 4', 's ~ n', 's ~ a', 'n > 3', 'l|sum', 'x|round', 'not t', 't and f', 'e or s', 's if f else n', 'n if t', 'range(3)|list', '"%s-%s" % (s, n)', 'multi|indent', 'mix|length', 'item|string|length', 'a|default("A")',
            'b|d(3)', 'item', 'a', 'k', 'v', 'messages|selectattr("role", "equalto", "user")|list|length', 'd.items()|list', 'd|items|list', 'users|groupby("age")|length', 'loop', 'true', '1', '"z"', '[1, n]', '{"k": n}', 'namespace(a=n)', 'm1 is defined']

    def expr(self, depth=0):
        if self.safe and self.r.random() < .93:
            return self.pick(self.SAFE[:-2] if depth else self.SAFE)
        r = self.r.random()
        if depth > 3 or r < .22:
            return self.pick(NAMES) if self.r.random() < .72 else self.literal()
        def e():
            text = self.expr(depth + 1)
            return '(%s)' % text if ' ' in text and self.r.random() < .8 else text

        if r < .34:
            return '%s %s %s' % (e(), self.pick(['+', '-', '*', '/', '//', '%', '~', '+', '~', '**'] if depth else ['+', '~', '-', '*', '%', '//']), e())
        if r < .42:
            return '%s %s %s' % (e(), self.pick(['==', '!=', '<', '<=', '>', '>=', 'in', 'not in']), e())
        if r < .45:
            return '%s %s %s %s %s' % (e(), self.pick(['==', '<', '<=']), e(), self.pick(['!=', '<', '>=']), e())
        if r < .49:
            return '%s %s %s' % (e(), self.pick(['and', 'or']), e())
        if r < .52:
            return self.pick(['not %s', '-%s', '+%s', 'not (%s)']) % e()
        if r < .66:
            return '%s|%s' % (self.pick(['(%s)' % e(), self.pick(NAMES), self.pick(NAMES), e()]), self.pick(FILTERS))
        if r < .72:
            return '%s is %s%s' % (self.pick([e(), self.pick(NAMES)]), self.pick(['', 'not ']), self.pick(TESTS))
        if r < .80:
            return '%s.%s' % (self.pick(['(%s)' % e(), self.pick(NAMES), self.pick(['s', 'u', 'w', 'multi', 'd', 'l', 'num'])]), self.pick(METHODS))
        if r < .85:
            return '%s[%s]' % (self.pick(NAMES), e())
        if r < .89:
            return '%s%s' % (self.pick(['s', 'u', 'l', 'ls', 'mix', 'range(9)', '(1, 2, 3)', '(%s)' % e(), self.pick(NAMES)]), self.slice())
        if r < .92:
            return '%s if %s%s' % (e(), e(), ' else %s' % e() if self.r.random() < .7 else '')
        if r < .95:
            return self.pick(FORMATS)
        if r < .97:
            return '(%s)' % e()
        return self.pick(['[%s, %s]', '(%s, %s)', '{"k": %s, "l": %s}', '{%s: %s}', 'namespace(a=%s, b=%s)', 'dict(a=%s, b=%s)', 'range(%s, %s)', 'm1(%s, %s)', 'm1(a=%s, zz=%s)', 'cycler(%s, %s).next()', 'joiner(%s)(%s)',
                          'loop.cycle(%s, %s)', 'loop.changed(%s, %s)', 'loop(%s or %s)']) % (e(), e())

    def space(self):
        return self.pick(['', '', '', '', '-', '-', '+'])

    def tag(self, text):
        return '{%%%s %s %s%%}' % (self.space(), text, self.space())

    def out(self):
        return '{{%s %s %s}}' % (self.pick(['', '', '', '-']), self.expr(), self.pick(['', '', '', '-']))

    def text(self):
        return self.pick(['', ' ', '\n', '  \n', ' text ', 'é\n', '\n\n  ', '<|x|>', '\t', 'a\r\nb', '}', '# ', '"', '{# c #}', '{#- c -#}\n', ' {%- raw %} {{ x }} {% endraw -%} ', '\n{%+ raw %}z{%+ endraw +%}\n'])

    def loop_out(self):
        return '{{ loop.%s }}' % self.pick(['index', 'index0', 'revindex', 'revindex0', 'first', 'last', 'length', 'depth', 'depth0', 'previtem', 'nextitem', 'nosuch', 'cycle("a", "b")', 'changed(item)'])

    def body(self, depth):
        parts = []
        for _ in range(self.r.randint(1, 3)):
            parts += [self.text(), self.statement(depth), self.text()]
        return ''.join(parts)

    def statement(self, depth=0):
        r = self.r.random()
        if depth > 2 or r < .35:
            return self.out()
        b = lambda: self.body(depth + 1)
        T = self.tag
        if r < .47:
            tail = T('elif ' + self.expr(2)) + b() if self.r.random() < .3 else ''
            tail += T('else') + b() if self.r.random() < .4 else ''
            return T('if ' + self.expr(1)) + b() + tail + T('endif')
        if r < .66:
            target = self.pick(['item', 'item', 'item', 'k, v', 'a', 'a, (b, c)', 'x'])
            source = self.pick(['l', 'ls', 'mix', 'd', 'd.items()', 'd|items', 'users', 'messages', 'range(3)', 's[:3]', 'empty', 'missing', 'd|dictsort', '[(1, 2), (3, 4)]', self.expr(2), 'users|groupby("age")', 'l|map("string")'])
            test = ' if ' + self.expr(2) if self.r.random() < .2 else ''
            inner = b() + (self.loop_out() if self.r.random() < .5 else '') + self.text()
            if self.r.random() < .15:
                inner = T('if ' + self.expr(2)) + T(self.pick(['break', 'continue'])) + T('endif') + inner
            other = T('else') + b() if self.r.random() < .25 else ''
            if self.r.random() < .1:
                return T('for item in tree%s recursive' % test) + '{{ item.v }}' + inner + '({{ loop(item.c) }})' + other + T('endfor')
            return T('for %s in %s%s' % (target, source, test)) + inner + other + T('endfor')
        if r < .76:
            return T('set %s = %s' % (self.pick(['a', 'b', 'x', 'n', 's', 'ns', 'ns.a', 'ns.b', 'a, b', 'k', 'ns.a, b']), self.expr(1)))
        if r < .80:
            return T('set ns = namespace(a=%s)' % self.expr(2))
        if r < .83:
            return T('set %s%s' % (self.pick(['a', 'b', 's', 'ns.a']), self.pick(['', '', '|upper', '|trim|title']))) + b() + T('endset')
        if r < .88:
            sig = self.pick(['', 'a', 'a, b', 'a, b=2', 'a=1, b=a', 'x, y=n'])
            extra = self.pick(['', '', '{{ varargs }}', '{{ kwargs }}', '{{ caller() }}', '{{ caller(1) if caller else "-" }}'])
            return T('macro m1(%s)' % sig) + b() + extra + T('endmacro') + '{{ m1(%s) }}' % self.pick(['', '1', '1, 2', '1, 2, 3', 'b=5', 'a=n, b=s', '*l', '**d', 's, zz=1', '1, a=2'])
        if r < .91:
            return T('call%s m1(%s)' % (self.pick(['', '(a)', '(a, b=3)']), self.pick(['', '1', '1, 2']))) + b() + T('endcall')
        if r < .93:
            return T('filter ' + self.pick(['upper', 'trim', 'indent(2)', 'replace("e", "E")|upper', 'title', 'length', 'nosuch'])) + b() + T('endfilter')
        if r < .96:
            return T('with %s = %s%s' % (self.pick(['a', 'x', 's']), self.expr(2), self.pick(['', ', b = a', ', b = 1']))) + b() + T('endwith')
        if r < .97:
            return T('generation') + b() + T('endgeneration')
        if r < .98:
            return T('block z%d' % self.r.randrange(1000)) + b() + T('endblock')
        if self.safe and self.r.random() < .8:
            return self.out()
        return self.pick([T('break'), T('nosuch'), T('endif'), '{{ strftime_now("%Y-%m-%d %H:%M:%S %B %b %a %A %j %p %I %-d %y %%") }}', '{{ raise_exception("no " ~ s) }}', '{% print n, s %}', '{{ x', '{% if', "{{ 'a }}", '{{ (1 }}', '{{ 1 2 }}'])

    def template(self):
        if not self.safe:
            return self.text() + self.pick([self.out, self.out, self.statement])() + self.text()
        start = self.pick(['', '{% set ns = namespace(a=1, b="x") %}', '{% macro m1(a, b=2) %}<{{ a }},{{ b }}>{% endmacro %}'])
        return start + ''.join(self.text() + self.statement() for _ in range(self.r.randint(1, 5))) + self.text()


ADDRESS = re.compile(r'0x[0-9a-f]{6,}')
OWN = ('beyond 64 bits', 'not supported', 'complex numbers', 'needs more than', 'nested more than', 'brackets inside')


def reference(source, variables):
    try:
        template = chat_template_utils._cached_compile_jinja_template(source)
        # A copy: `l|indent` adds to the list it is given.
        return 'output', template.render(**copy.deepcopy(variables))
    except Exception as error:  # any class is an answer
        return 'error', '%s: %s' % (type(error).__name__, error)


def main():
    arguments = [a for a in sys.argv[1:] if a != '-v']
    count = int(arguments[1]) if len(arguments) > 1 else 10000
    seed = int(arguments[2]) if len(arguments) > 2 else 1
    pipe = subprocess.Popen([arguments[0]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    wrong = texts = messages = skipped = 0
    for i in range(count):
        source = Maker(seed * 1000003 + i).template()
        kind, expected = reference(source, VARIABLES)
        if kind == 'output' and (ADDRESS.search(expected) or '<generator' in expected.lower() or
                                 '<bound method' in expected or len(expected) > 1000000):
            skipped += 1
            continue
        if any(0xD800 <= ord(c) < 0xE000 for c in expected):
            skipped += 1
            continue
        pipe.stdin.write(json.dumps({'template': source, 'variables': VARIABLES}) + '\n')
        pipe.stdin.flush()
        line = pipe.stdout.readline()
        if not line:
            sys.exit('---- %d: no answer to %r' % (i, source))
        answer = json.loads(line)
        if 'error' in answer and any(own in answer['error'] for own in OWN):
            skipped += 1
            continue
        if kind == 'output':
            texts += 1
            if answer.get('output') != expected:
                wrong += 1
                print('---- %d\n%r\n expected %r\n found %r' % (i, source, expected, answer))
            continue
        if 'error' not in answer:
            wrong += 1
            print('---- %d\n%r\n expected %s\n found %r' % (i, source, expected, answer))
            continue
        found = answer['error'].split(': ', 1)[1] if ': ' in answer['error'] else answer['error']
        if found.split(':')[0] != expected.split(':')[0]:
            wrong += 1
            print('---- %d\n%r\n expected %s\n found %s' % (i, source, expected, found))
        elif found.strip() != expected.split('\n')[0].strip():
            messages += 1
            if '-v' in sys.argv:
                print('~~~~ %d expected %s\n~~~~ found %s' % (i, expected, found))
    print('%d templates: %d wrong; %d texts equal, %d errors (%d with another message), %d skipped'
          % (count, wrong, texts, count - texts - skipped, messages, skipped))
    sys.exit(wrong != 0)


main()
