// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Testing

@Suite("What is said before an exercise")
struct IntroductionTests {
  /// At the slowest rate of speech, 100 words a minute, a second between two sentences and after
  /// the last words before them, half a second before the music.
  private func seconds(_ keys: PromptKey..., language: String) -> Double {
    let sentences = keys.flatMap { Files.pack(language).prompt($0) }
    let words = sentences.reduce(0) { $0 + $1.split(separator: " ").count }
    return 0.6 * Double(words) + Double(sentences.count) + 0.5
  }

  @Test("It takes no longer than the plan of a session allows for it", arguments: ["en", "ru"])
  func planned(language: String) {
    let first = seconds(
      .sessionShort, .exerciseBreathingName, .exerciseBreathingIntro, language: language)
    #expect(first <= Double(PracticePlan.introductionSeconds))
    for change in [PromptKey.exerciseBreathingSlower, .exerciseBreathingLongerOut] {
      let later = seconds(.exerciseBreathingNext, change, language: language)
      #expect(later <= Double(PracticePlan.laterBlockSeconds))
    }
    let deep = seconds(
      .sessionCompletion, .exerciseDeepBreathsName, .exerciseDeepBreathsIntro, language: language)
    #expect(deep <= Double(PracticePlan.deepBreathsSeconds))
  }

  @Test(
    "With the safety words before it, all is said within 60 s of the press", arguments: ["en", "ru"]
  )
  func fresh(language: String) {
    let all = seconds(
      .safetyWhole, .safetyWeekly, .sessionShort, .exerciseBreathingName, .exerciseBreathingIntro,
      language: language)
    #expect(all < 60)
  }
}
