// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Settings
import Songs
import Timebase

/// What may be chosen before something begins: the practice, the song, the music.
extension Turn {
  // MARK: The practice

  /// "Usual · short · listen"; without a press the usual one begins. What is left of an
  /// unfinished session is not chosen anew.
  mutating func choosePractice() {
    guard case .practice(let dose, _) = availability else {
      beginPractice(source: .press)
      return
    }
    let usual = item(.usual, .listUsual, readBack: .listChoseUsual)
    let short = item(.short, .listShort, readBack: .listChoseShort)
    var only = listeningItems
    only[0].sentences = text(.listOnlyListen)
    if dose.isShort {
      // The caregiver wishes short ones.
      offer(
        [short] + only, as: .list, leading: text(.sessionChoose),
        untouched: Choosing.Untouched(choice: .short, sentences: text(.sessionShortTaken)))
      return
    }
    let isProposed = isShortProposed
    offer(
      (isProposed ? [short, usual] : [usual, short]) + only, as: .list,
      leading: (isProposed ? text(.sessionShortIsEnough) : []) + text(.sessionChoose),
      untouched: Choosing.Untouched(choice: .usual, sentences: text(.sessionUsualTaken)))
  }

  // MARK: The song

  /// "This song · another"; without a press this one is sung. A hummed phrase needs no choice.
  /// - Returns: whether there is something to wait for.
  mutating func choosesSong(for part: Part) -> Bool {
    guard part == .singing || part == .humming, situation.practice?.song == nil else {
      return false
    }
    guard let song = songOfToday else {
      situation.practice?.bar(part)
      return false
    }
    guard part == .singing, facts.repertoire.songs.count > 1 else {
      take(song)
      return false
    }
    offer(song)
    return true
  }

  private mutating func offer(_ song: Song) {
    situation.songOffered = song
    offer(
      [
        item(.thisSong, .listThisSong, readBack: .listChoseThisSong),
        item(.anotherSong, .listAnotherSong, readBack: .listChoseAnotherSong)
      ], as: .list, leading: text(.singingSong) + [title(of: song)],
      untouched: Choosing.Untouched(choice: .thisSong, sentences: text(.listChoseThisSong)))
  }

  /// A title is said as a sentence.
  private func title(of song: Song) -> String {
    song.title.last.map { ".?!".contains($0) } ?? false ? song.title : song.title + "."
  }

  mutating func songChosen(_ choice: Choice) {
    guard let song = situation.songOffered else { return }
    if choice == .anotherSong, let another = self.song(after: song.title) {
      offer(another)
      return
    }
    take(song)
    startPart()
  }

  private mutating func take(_ song: Song) {
    situation.songOffered = nil
    situation.practice?.song = song
  }

  // MARK: The music

  /// Where listening is all there is: quiet music or one's own.
  mutating func chooseListening() {
    guard ownTrack != nil else {
      listen(to: .guided)
      return
    }
    offer(
      [
        item(.listen, .listQuietMusic, readBack: .listChoseQuietMusic),
        item(.yourMusic, .listYourMusic, readBack: .listChoseYourMusic)
      ], as: .list, leading: [],
      untouched: Choosing.Untouched(choice: .listen, sentences: text(.listChoseQuietMusic)))
  }

  mutating func listenToOwnMusic() {
    guard let track = ownTrack else {
      listen(to: .guided)
      return
    }
    situation.history.repertoire.lastTrack = track.id
    act(.record(.material(Material(kind: .track, name: track.id))))
    listen(to: .own(track))
  }
}
