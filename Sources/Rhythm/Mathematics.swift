// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

// The one file of the room that calls the C library's mathematics. It is called when a table is
// made or a sound is scheduled, never for a sample.

/// The sine of a whole number of turns and a part; the C function is `sin`.
func sine(turns: Double) -> Double { sin(2 * Double.pi * turns) }

/// e to the power of `exponent`; the C function is `exp`.
func exponential(_ exponent: Double) -> Double { exp(exponent) }

/// The factor of an amplitude: 0 dB is 1, −6.02 dB is a half.
func amplitude(decibels: Double) -> Double { pow(10, decibels / 20) }

/// The factor of a frequency: 1200 cents are an octave.
func frequencyRatio(cents: Double) -> Double { pow(2, cents / 1_200) }

/// Hertz of a MIDI note in equal temperament; 69 is A at 440 Hz.
func frequency(ofPitch pitch: Int) -> Double {
  440 * frequencyRatio(cents: Double(pitch - 69) * 100)
}

/// The gains of the left and right channels: equal power, so that a sound is as loud wherever it
/// stands and a centred one keeps the loudness of its mono original.
///
/// - Parameter position: −1 (left) to 1 (right).
func panGains(_ position: Double) -> (left: Double, right: Double) {
  let angle = (position + 1) * Double.pi / 4
  return (cos(angle), sin(angle))
}
