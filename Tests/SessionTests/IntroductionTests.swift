// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Testing

@Suite("What is said before an exercise")
struct IntroductionTests {
  static let languages = ["de", "en", "es", "fr", "ru"]

  /// At the slowest rate of speech, 100 words a minute, a second between two sentences and after
  /// the last words before them, half a second before the music.
  private func seconds(_ keys: PromptKey..., language: String) -> Double {
    let sentences = keys.flatMap { Files.pack(language).prompt($0) }
    let words = sentences.reduce(0) { $0 + $1.split(separator: " ").count }
    return 0.6 * Double(words) + Double(sentences.count) + 0.5
  }

  @Test("It takes no longer than the plan of a session allows for it", arguments: languages)
  func planned(language: String) {
    let first = seconds(
      .exerciseBreathingName, .exerciseBreathingIntro, language: language)
    #expect(first <= Double(PracticePlan.introductionSeconds))
    for change in [PromptKey.exerciseBreathingSlower, .exerciseBreathingLongerOut] {
      let later = seconds(.exerciseBreathingNext, change, language: language)
      #expect(later <= Double(PracticePlan.laterBlockSeconds))
    }
    let deep = seconds(
      .sessionCompletion, .exerciseDeepBreathsName, .exerciseDeepBreathsIntro, language: language)
    #expect(deep <= Double(PracticePlan.deepBreathsSeconds))
  }
}
