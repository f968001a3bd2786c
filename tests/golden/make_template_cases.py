#!/usr/bin/env python3
"""Writes src/text/template_cases.c: what Python's str methods know and utf8proc does not.

Characters whose upper or title case is several characters, and characters that count as lower or
upper case without being letters of that category.
"""
import sys
import unicodedata


def ranges(test):
    out, start = [], None
    for code in range(0x110001):
        inside = code < 0x110000 and test(chr(code))
        if inside and start is None:
            start = code
        if not inside and start is not None:
            out.append((start, code - 1))
            start = None
    return out


def rows(method):
    for code in range(0x110000):
        text = getattr(chr(code), method)()
        if len(text) > 1:
            yield code, text


def c_text(text):
    return '"' + ''.join('\\x%02X' % byte for byte in text.encode()) + '"'


print('/* Written by tests/golden/make_template_cases.py from Unicode %s; not to be edited. */'
      % unicodedata.unidata_version)
print('#include "text/template_cases.h"\n')
for name, method in (('jinja_long_uppers', 'upper'), ('jinja_long_titles', 'title')):
    print('const struct jinja_long_case %s[] = {' % name)
    for code, text in rows(method):
        print('    {0x%04X, %s},' % (code, c_text(text)))
    print('    {0, ""},\n};\n')
for name, test in (
        ('jinja_other_lowers', lambda c: c.islower() and unicodedata.category(c) != 'Ll'),
        ('jinja_other_uppers', lambda c: c.isupper() and unicodedata.category(c) != 'Lu'),
        ('jinja_other_digits', lambda c: c.isdigit() and unicodedata.category(c) != 'Nd'),
        ('jinja_other_numerics',
         lambda c: c.isnumeric() and unicodedata.category(c) not in ('Nd', 'Nl', 'No'))):
    print('const struct jinja_range_of_codes %s[] = {' % name)
    for first, last in ranges(test):
        print('    {0x%04X, 0x%04X},' % (first, last))
    print('    {0, 0},\n};\n')
