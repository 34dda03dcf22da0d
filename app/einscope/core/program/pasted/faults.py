"""Why Python cannot read a text, in words of our own: those of the parser are English, and others in every version."""

import re

from einscope.core.errors import Sentence, say

_FAULTS = [
    (r"'(?P<sign>.)' was never closed", say("'{sign}' is never closed")),
    (r"unmatched '(?P<sign>.)'", say("'{sign}' closes nothing that was opened")),
    (
        r"closing parenthesis '(?P<sign>.)' does not match opening parenthesis '(?P<other>.)'",
        say("'{sign}' stands where '{other}' has to be closed"),
    ),
    (
        r"unterminated (?:triple-quoted )?(?:f-)?string|EOL while|EOF while scanning triple",
        say("a quote is never closed"),
    ),
    (r"f-string", say("what stands in braces in an f-string cannot be read")),
    (r"expected ':'", say("a colon is missing")),
    (r"forgot a comma", say("a comma is missing, or a quote or an operator between two values")),
    (r"expected an indented block", say("the line after a colon has to be indented")),
    (r"unexpected indent", say("this line is indented, and the one before it does not ask for that")),
    (r"unindent does not match", say("this line is indented as no line around it is")),
    (r"tabs and spaces", say("tabs and spaces are mixed in front of lines")),
    (
        r"invalid (?:non-printable )?character.*?(?P<sign>U\+[0-9A-F]+)",
        say("it has a character that no name has: {sign}"),
    ),
    (r"unexpected character after line continuation", say("something follows a backslash at the end of a line")),
    (
        r"leading zeros|invalid (?:decimal|hexadecimal|binary|octal|imaginary) literal|invalid digit",
        say("a number is misspelt"),
    ),
    (r"cannot (?:assign|delete)|cannot use assignment", say("what stands left of = cannot be given a value")),
    (r"==|:=", say("= gives a value; to compare, write ==")),
    (r"outside function", say("return and yield stand in a function alone")),
    (r"outside loop|not properly in loop", say("break and continue stand in a loop alone")),
    (
        r"(?:positional|parameter|argument)",
        say("arguments stand in an order that Python does not have"),
    ),
    (r"Missing parentheses", say("a call has its arguments in brackets")),
    (r"unexpected EOF", say("it ends too early")),
]
_OTHER = say("it is not written as Python is")


def fault_of(message: str) -> Sentence:
    """What the parser found, by what it says.

    >>> str(fault_of("'(' was never closed")), str(fault_of("anything"))
    ("'(' is never closed", 'it is not written as Python is')
    """
    for pattern, sentence in _FAULTS:
        if found := re.search(pattern, message):
            return Sentence(sentence.template, found.groupdict())
    return _OTHER
