// SPDX-License-Identifier: GPL-3.0-or-later
#include <alsa/asoundlib.h>

// A handler takes a va_list, which on arm64 is a struct: Swift 6.0.3 ends with signal 11 on it.
static inline void alsa_say_nothing(
    const char *file, int line, const char *function, int error, const char *format, va_list values) {
  (void)file, (void)line, (void)function, (void)error, (void)format, (void)values;
}

/// Keeps alsa-lib from writing to stderr on the calling thread.
static inline void alsa_silence_messages_local(void) {
  snd_lib_error_set_local(alsa_say_nothing);
}
