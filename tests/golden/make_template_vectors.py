#!/usr/bin/env python3
"""Writes tests/unit/text/template_vectors.json: templates, and what Jinja2 makes of them when it
is set up as transformers does. Needs transformers."""
import json
import os
import sys

sys.argv = [sys.argv[0], '', '0']
here = os.path.dirname(os.path.abspath(__file__))
source = open(os.path.join(here, 'compare_templates.py')).read()
names = {'__name__': 'vectors'}
exec(compile(source.replace('\nmain()\n', '\n'), 'compare_templates.py', 'exec'), names)
reference, VARIABLES = names['reference'], names['VARIABLES']

TEMPLATES = [
    # white space
    'a\n  {% if t %}\n  b\n  {% endif %}\nc\n', 'a {%- if t -%} b {%- endif -%} c', '  {%+ if t %}x{%+ endif %}\n', '{# c #}\nx{#- d -#} y', '{% raw %}{{ x }}{% endraw %}', '{%- raw -%} {% x %} {%- endraw -%} z',
    'x\r\ny\rz\n\n', '{{- s -}}  \n y', 'a\n\t{# c #}\n b', '{{ "a" }}\n{{ "b" }}\n',
    # loops
    '{% for i in l %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ loop.previtem }}{{ loop.nextitem }};{% endfor %}',
    '{% for i in l if i > 1 %}{{ i }}{{ loop.length }}{% else %}none{% endfor %}', '{% for i in [] %}x{% else %}none{% endfor %}', '{% for i in l %}{% if i == 1 %}{% continue %}{% endif %}{{ i }}{% endfor %}',
    '{% for i in l %}{% break %}{% else %}else{% endfor %}', '{% for k, v in d.items() %}{{ k }}={{ v }}{% endfor %}', '{% for a, (b, c) in [(1, (2, 3))] %}{{ a }}{{ b }}{{ c }}{% endfor %}',
    '{% for x in tree recursive %}{{ x.v }}@{{ loop.depth }}({{ loop(x.c) }}){% endfor %}', '{% for i in range(4) %}{{ loop.cycle("a", "b") }}{{ loop.changed(i // 2) }}{% endfor %}', '{% for i in nil %}{% endfor %}', '{% for a, b in [1] %}{% endfor %}',
    '{% for c in u[:3] %}[{{ c }}]{% endfor %}', '{% for i in missing %}x{% endfor %}ok', '{% for i in 3 %}{% endfor %}', '{{ loop }}',
    # scopes
    '{% set a = 1 %}{% for i in l %}{% set a = a + i %}{{ a }}{% endfor %}{{ a }}', '{% set ns = namespace(a=1) %}{% for i in l %}{% set ns.a = ns.a + i %}{% endfor %}{{ ns.a }}', '{% if t %}{% set z = 1 %}{% endif %}{{ z }}',
    '{% if f %}{% set n = 1 %}{% endif %}{{ n }}', '{{ n }}{% set n = 1 %}{{ n }}', '{% set n = 1 %}{% macro g() %}{{ n }}{% endmacro %}{% set n = 2 %}{{ g() }}', '{% macro g() %}{{ n }}{% set n = 5 %}{{ n }}{% endmacro %}{{ g() }}{{ n }}',
    '{% with a = 1, b = n %}{{ a }}{{ b }}{% endwith %}{{ a }}', '{% set a %}x{{ n }}{% endset %}{{ a }}', '{% set a|upper %}x{% endset %}{{ a }}', '{% set a, b = 1, 2 %}{{ b }}{{ a }}', '{% set d.x = 1 %}', '{% set x.y %}z{% endset %}',
    '{% set ns._a = 1 %}', '{% set ns = namespace() %}{% set ns._a = 1 %}', '{% filter upper %}a{{ s }}{% endfilter %}', '{% block a %}{{ n }}{% endblock %}', '{% set n = 3 %}{% block a %}{{ n }}{% endblock %}', '{% generation %}g{{ n }}{% endgeneration %}',
    # macros
    '{% macro g(a, b=2, c=a) %}{{ a }},{{ b }},{{ c }}{% endmacro %}{{ g(1) }}|{{ g(1, c=5) }}|{{ g(*[1, 2, 3]) }}|{{ g(**{"a": 9}) }}', '{% macro g(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ g(1, 2, 3, x=4) }}',
    '{% macro g() %}[{{ caller() }}]{% endmacro %}{% call g() %}x{% endcall %}', '{% macro g() %}[{{ caller(1, 2) }}]{% endmacro %}{% call(a, b) g() %}{{ a }}{{ b }}{% endcall %}', '{% macro g(a) %}{{ a }}{% endmacro %}{{ g() }}{{ g(1, 2) }}',
    '{% macro g(a) %}{% endmacro %}{{ g(b=1) }}', '{% macro g(n) %}{{ n }}{% if n %}{{ g(n - 1) }}{% endif %}{% endmacro %}{{ g(5) }}', '{% macro g(a, b) %}{% endmacro %}{{ g.name }}{{ g.arguments }}{{ g.catch_kwargs }}{{ g }}', '{{ undefined_macro() }}', '{% macro g() %}{{ caller() }}{% endmacro %}{{ g() }}',
    # expressions
    '{{ 1 + 2 * 3 ** 2 }} {{ -2 ** 2 }} {{ 7 // 2 }} {{ -7 // 2 }} {{ -7 % 3 }} {{ 7 / 2 }} {{ 2 ** -1 }} {{ 7.5 // 2 }} {{ -7.5 % 2 }}', '{{ 1 < 2 < 3 }} {{ 1 < 2 > 3 }} {{ "a" in "abc" }} {{ 1 not in l }} {{ not 1 == 2 }}', '{{ "a" ~ 1 ~ none ~ true }}',
    '{{ s[0] }}{{ s[-1] }}{{ s[1:4] }}{{ s[::-1] }}{{ s[::2] }}{{ s[-3:] }}{{ u[1:5] }}{{ l[::-1] }}{{ l[5:] }}', '{{ [1, 2] + [3] }} {{ (1,) + (2,) }} {{ "ab" * 3 }} {{ [0] * 2 }} {{ "a" "b" }}', '{{ (1 if f else 2) }} {{ 1 if f }}|', '{{ t and n }} {{ f or s }} {{ nil or 0 }} {{ not e }}',
    '{{ {"a": 1, 2: [3], none: (4,)} }} {{ () }} {{ (1,) }} {{ [] }} {{ {} }}', '{{ 1.0 }} {{ 1e16 }} {{ 1e-5 }} {{ 0.1 + 0.2 }} {{ 1e22 }} {{ 123456789.123 }} {{ 1e300 * 1e10 }} {{ 5e-324 }}', '{{ 1_000 }} {{ 0x1F }} {{ 0o17 }} {{ 0b11 }}', '{{ "\\x41\\u00e9\\n\\t\\\\ \\d" }}',
    '{{ d.a }} {{ d["b"] }} {{ d.missing }} {{ d.items }}'.replace(' {{ d.items }}', ''), '{{ mix }}', '{{ {"a": "it\'s", "b": \'q"\', "c": "\\n\\u200b"} }}', '{{ 1 / 0 }}', '{{ 1 % 0 }}', '{{ 1.0 // 0 }}', '{{ "a" + 1 }}', '{{ 1 + "a" }}', '{{ [1] + (2,) }}', '{{ l < "a" }}', '{{ missing + 1 }}', '{{ missing.x }}', '{{ d.x.y }}', '{{ l[9] }}|{{ l[9].x }}', '{{ -s }}', '{{ s() }}',
    '{{ l.append(1) }}', '{{ d.update(d) }}', '{{ s.__class__ }}', '{{ s.__class__.__mro__ }}', '{{ l|attr("__class__") }}|', '{{ s["__class__"] }}|', '{{ 1 in 2 }}', '{{ 1 in "a" }}', '{{ [1, [2, 3]] == [1, [2, 3]] }} {{ (1, 2) < (1, 3) }} {{ 1 == 1.0 == true }} {{ "a" == 1 }}', '{{ range(3) }} {{ range(5, 0, -2)|list }} {{ range(10)[2:5] }}', '{{ range(1000000) }}', '{{ range(1, 2, 0) }}',
    # formatting
    *['{{ %s }}' % f for f in names['FORMATS']],
    # methods, filters and tests over several values
    *['{{ s.%s }}|{{ w.%s }}' % (m, m) for m in names['METHODS'] if '(' in m], *['{{ u.%s }}' % m for m in ('upper()', 'lower()', 'title()', 'capitalize()', 'swapcase()', 'casefold()', 'find("N")', 'center(20, "é")')],
    *['{{ %s|%s }}' % (v, f) for f in names['FILTERS'] for v in ('s', 'l', 'users', 'x') if 'map' not in f and 'select' not in f and 'reject' not in f and 'batch' not in f and 'slice' not in f and f not in ('items', 'reverse', 'unique', 'unique(case_sensitive=true)')],
    *['{{ %s|%s|list }}' % (v, f) for f in ('map("upper")', 'map(attribute="name")', 'map(attribute="address.city", default="?")', 'select', 'select("odd")', 'reject("odd")', 'selectattr("age", ">", 1)', 'selectattr("ok", "defined")', 'rejectattr("ok")', 'batch(2)', 'batch(2, 0)', 'slice(2)', 'slice(2, 0)', 'items', 'reverse', 'unique')
      for v in ('ls', 'l', 'users', 'd')],
    *['{{ %s is %s }}' % (v, t) for t in names['TESTS'] for v in ('n', 's', 'l', 'd', 'nil', 't', 'x', 'missing')],
    '{{ "<b>"|safe + "<i>" }} {{ "<i>" + "<b>"|safe }} {{ ("<b>"|safe) ~ "<i>" }} {{ "<%s>"|safe % "&" }} {{ ["<b>"|safe] }} {{ "a&b"|e }} {{ ("x"|safe).join(["<", ">"]) }}', '{{ s|nosuch }}', '{% if f %}{{ s|nosuch }}{% endif %}ok', '{% if t %}{{ s|nosuch }}{% endif %}', '{{ s is nosuch }}',
    '{{ cycler("a", "b").next() }}{% set c = cycler(1, 2) %}{{ c.next() }}{{ c.next() }}{{ c.next() }}{{ c.current }}{{ c.reset() }}{{ c.current }}', '{% set j = joiner("|") %}{{ j() }}{{ j() }}{{ j() }}', '{{ dict(a=1, **{"b": 2}) }} {{ dict([(1, 2)]) }}', '{{ namespace(a=[1]) }}', '{{ raise_exception("Stop: " ~ n) }}',
    '{{ strftime_now("%Y-%m-%d %H:%M:%S %y %B %b %A %a %j %I %p %-d %e %% %U %W %V %G %u %w %F %T %D %R %c %x %X") }}',
    # errors of syntax
    '{{ x', '{% if %}', '{% if t %}', '{% endif %}', '{% for x %}', '{% nosuch %}', '{{ 1 2 }}', "{{ 'a }}", '{{ (1 }}', '{{ [1) }}', '{{ a.1b }}', '{% set 1 = 2 %}', '{% for loop in l %}{% endfor %}', '{% break %}', '{# x', '{% raw %}', '{% if t %}{% else %}{% elif n %}{% endif %}', '{% for x in l %}{% endif %}', '{{ x is defined is none }}', '{{ f(a=1, 2) }}', '{{ f(a=1, a=2) }}', '{% macro f(a=1, b) %}{% endmacro %}',
    '{{ }}', '{% include "x" %}', '{% extends "x" %}', '{{ "\\x4" }}', '{{ a $ b }}', '{% block a %}{% endblock %}{% block a %}{% endblock %}', '{% call x %}{% endcall %}', '{{ x.y.z }}', '{{ true.x }}', '{% set true = 1 %}',
]

vectors = []
for template in TEMPLATES:
    kind, text = reference(template, VARIABLES)
    if '0x' in text and 'object at' in text:
        continue
    if kind == 'error':
        text = text.split('\n')[0].split(' (<template>')[0]
    vectors.append({'template': template, kind: text})
with open(os.path.join(here, '..', 'unit', 'text', 'template_vectors.json'), 'w') as out:
    json.dump({'variables': VARIABLES, 'vectors': vectors}, out, ensure_ascii=False, indent=0)
    out.write('\n')
print(len(vectors), 'vectors')
