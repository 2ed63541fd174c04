// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Speech

// A child that makes one clip: nothing else of the program is set up for it.
if CommandLine.arguments.dropFirst().first == SpeechProgram.subcommand {
  exit(SpeechChild.run())
}
// A reader that goes away (`| head`) is an error to be met, not an end without a word.
signal(SIGPIPE, SIG_IGN)
UpbeatCommand.main()
