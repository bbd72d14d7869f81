"""The mutation run. Its operators come from mutmut; finding, choosing tests and trying are our own.

mutmut's own run leaves out what is decided at import (sets of statuses, tables, enums, default values) and functions under
decorators, as it switches between copies of functions; a third of this code lies there. cosmic-ray reaches all of it, but
starts Python and the whole test command anew for each mutant (1.1 s for the smallest room), does not choose tests and has
no operators for texts, arguments and elements. Here a fork of a process that has loaded the heavy libraries imports the mutant
and runs only tests that could notice it: 0.4 s if it is killed.
"""
