// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Settings
import Songs
import Timebase

extension TherapeuticSinging.Plan {
  /// A song as the caregiver has it sung: from its beginning, a set.
  public init(_ song: Song, settings: CaregiverSettings, isModerate: Bool) {
    self.init(song: song)
    self.isModerate = isModerate
    voice = settings.singingVoice == .high ? .high : .low
    key = settings.singingKey
    tempo = settings.songTempo.map { Tempo(Rational($0.numerator, $0.denominator)) }
    phraseLimit = .milliseconds(settings.phraseMilliseconds)
    sungGuide = settings.sungGuide
    together = settings.together
    speechRate = settings.speechRate
  }
}
