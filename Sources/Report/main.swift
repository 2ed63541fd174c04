// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

// A reader that goes away is an error to be met, not an end without a word.
signal(SIGPIPE, SIG_IGN)
ReportProgram.main()
