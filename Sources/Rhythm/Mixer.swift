// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// Makes the sound: everything is scheduled by frame and rendered on demand.
///
/// What is rendered depends on the frame alone, never on how the calls cut time into periods.
/// Sounds are scheduled before their first frame is rendered; one that comes late is taken up in
/// its middle.
public struct Mixer: Sendable {
  /// What may be faded together. `signal` carries the small sounds.
  public enum Bus: Hashable, Sendable, CaseIterable { case music, pulse, speech, signal }

  /// In the order of start, then of scheduling; those before `nextVoice` have been taken.
  private var waiting: [Voice] = []
  private var nextVoice = 0
  /// In the same order, so that sums always run the same way.
  private var sounding: [Voice] = []
  private var spoken: [SpokenVoice] = []
  private var fades: [Fade] = []
  private var ducks: [Duck] = []
  private var volume: Volume
  private var limiter = Limiter()
  private var serial = 0
  private var position = Int.min
  private var block = Block()

  /// Recorded notes; tones scheduled from now on are played from them where it has the instrument,
  /// and by the synthesised layers where not.
  public var bank: NoteBank?

  /// - Parameters:
  ///   - gain: the software volume as an amplitude, 0 to 1.
  ///   - bank: nil: everything is synthesised.
  public init(gain: Double = 1, bank: NoteBank? = nil) {
    Wavetable.prepare()
    volume = Volume(gain: gain)
    self.bank = bank
  }

  /// Schedules a tone.
  ///
  /// - Parameters:
  ///   - pitch: MIDI note number; 60 is middle C.
  ///   - gain: in decibels, relative to the instrument's own level.
  ///   - length: to the start of the release.
  public mutating func play(
    _ instrument: Instrument, pitch: Int, gain: Double, at start: SampleTime, length: FrameCount,
    bus: Bus
  ) {
    serial += 1
    if let bank, bank.has(instrument) {
      for layer in instrument.recordedLayers {
        guard let note = bank.note(of: instrument, nearest: pitch + layer.semitones) else {
          continue
        }
        let sampled = SampledVoice(
          note, of: bank.memory, pitch: pitch + layer.semitones, shape: layer.shape,
          length: length)
        schedule(
          Voice(
            .note(sampled), end: sampled.end, level: layer.level + gain, pan: layer.pan,
            start: start.frame, bus: bus, serial: serial))
      }
      return
    }
    for layer in instrument.layers {
      schedule(
        Voice(
          layer, pitch: pitch, gain: gain, start: start.frame, length: length, bus: bus,
          serial: serial))
    }
  }

  /// What makes of a mono sound's loudness that of both speakers together, in decibels.
  public static let bothSpeakers = SampledVoiceTrack.bothSides

  /// Schedules a stretch of mono 48 kHz samples (the person's own music), read where it lies and
  /// never copied; its loudness is kept at 0 dB.
  ///
  /// - Parameters:
  ///   - firstFrame: of the memory; what reaches beyond the memory's end is left out.
  ///   - fadeIn: from nothing; 8 ms at least.
  ///   - fadeOut: to nothing at its end; 8 ms at least. Where both do not fit each gets its share.
  ///   - gain: in decibels.
  public mutating func play(
    _ samples: SampleMemory, firstFrame: Int, frames: Int, at start: SampleTime,
    fadeIn: FrameCount, fadeOut: FrameCount, gain: Double = 0, bus: Bus
  ) {
    serial += 1
    let track = SampledVoiceTrack(
      samples, firstFrame: firstFrame, frames: frames, fadeIn: fadeIn, fadeOut: fadeOut)
    schedule(
      Voice(
        .track(track), end: track.end, level: gain - SampledVoiceTrack.bothSides, pan: 0,
        start: start.frame, bus: bus, serial: serial))
  }

  /// Schedules a small sound, on the signal bus.
  public mutating func play(_ sound: SmallSound, at start: SampleTime) {
    serial += 1
    for note in sound.notes {
      for layer in note.layers {
        schedule(
          Voice(
            layer, pitch: note.pitch, gain: note.gain, start: (start + note.onset).frame,
            length: note.length, bus: .signal, serial: serial))
      }
    }
  }

  /// Schedules a clip, on the speech bus, in the middle; its loudness is kept at 0 dB.
  public mutating func play(
    _ recording: Recording, at start: SampleTime, gain: Double = 0
  ) {
    serial += 1
    spoken.append(SpokenVoice(recording, gain: gain, start: start.frame, serial: serial))
  }

  /// Holds the music down by 12 dB under words: reached within 120 ms, from 120 ms before `from`
  /// where that is not before `notBefore`, and back 400 ms after `until`.
  ///
  /// - Parameter notBefore: the first frame that has not been rendered.
  public mutating func duck(from: SampleTime, until: SampleTime, notBefore: SampleTime) {
    ducks.append(Duck(from: from, until: until, notBefore: notBefore))
  }

  /// Takes everything that has been scheduled on these buses to exactly nothing at `at + over`,
  /// by a smooth ramp; what would begin at or after `at` is dropped. Sounds scheduled after this
  /// call are as ever. Where speech fades, the music held down under it comes back.
  public mutating func fade(_ buses: [Bus], at: SampleTime, over: FrameCount) {
    let end = (at + over).frame
    serial += 1
    for bus in buses {
      fades.append(Fade(bus: bus, start: at.frame, end: end, serial: serial))
    }
    waiting.removeFirst(nextVoice)
    nextVoice = 0
    waiting.removeAll { buses.contains($0.bus) && $0.start >= at.frame }
    sounding.removeAll { buses.contains($0.bus) && $0.start >= at.frame }
    for index in waiting.indices where buses.contains(waiting[index].bus) {
      waiting[index].end = min(waiting[index].end, end)
    }
    for index in sounding.indices where buses.contains(sounding[index].bus) {
      sounding[index].end = min(sounding[index].end, end)
    }
    guard buses.contains(.speech) else { return }
    spoken.removeAll { $0.start >= at.frame }
    for index in spoken.indices { spoken[index].end = min(spoken[index].end, end) }
    ducks.removeAll { $0.begins(atOrAfter: at.frame) }
    for index in ducks.indices { ducks[index].release(at: end) }
  }

  /// The first frame from which on nothing scheduled on these buses sounds; nil where nothing is.
  public func silentFrom(_ buses: [Bus]) -> SampleTime? {
    var last: Int?
    for voice in waiting[nextVoice...] where buses.contains(voice.bus) {
      last = max(last ?? voice.end, voice.end)
    }
    for voice in sounding where buses.contains(voice.bus) {
      last = max(last ?? voice.end, voice.end)
    }
    if buses.contains(.speech) {
      for voice in spoken { last = max(last ?? voice.end, voice.end) }
    }
    return last.map { SampleTime($0) }
  }

  /// Sets the software volume by a smooth ramp.
  public mutating func setGain(dB decibels: Double, at start: SampleTime, over: FrameCount) {
    volume.change(to: amplitude(decibels: decibels), at: start.frame, over: over.value)
  }

  /// Renders frames `from` to `from + buffer.count / 2`, interleaved stereo.
  ///
  /// - Precondition: `from` is not before the end of an earlier call; it may be after it.
  public mutating func render(
    from: SampleTime, into buffer: UnsafeMutableBufferPointer<Int16>
  ) {
    precondition(from.frame >= position, "time goes forward")
    if from.frame != position { limiter.reset() }
    let frames = buffer.count / 2
    // Taken out of the mixer while it is worked on; nothing is allocated but the first time.
    var block = Block()
    swap(&block, &self.block)
    block.withPointers { pointers in
      var done = 0
      while done < frames {
        let count = min(Block.capacity, frames - done)
        let start = from.frame + done
        if let base = buffer.baseAddress {
          if isSilent(from: start, count: count) {
            (base + 2 * done).update(repeating: 0, count: 2 * count)
          } else {
            mix(from: start, count: count, into: pointers)
            limiter.write(pointers, count: count, to: base + 2 * done)
          }
        }
        done += count
      }
    }
    swap(&block, &self.block)
    position = from.frame + frames
    forget(before: SampleTime(position))
  }

  /// Drops what is over before `frame`; `render` does so by itself.
  public mutating func forget(before frame: SampleTime) {
    takeVoices(before: frame.frame)
    sounding.removeAll { $0.end <= frame.frame }
    spoken.removeAll { $0.end <= frame.frame }
    fades.removeAll { $0.end <= frame.frame }
    ducks.removeAll { $0.end <= frame.frame }
    volume.forget(before: frame.frame)
  }

  // MARK: -

  private mutating func schedule(_ voice: Voice) {
    waiting.insert(voice, at: place(of: voice, in: waiting, from: nextVoice))
  }

  /// Behind all that start no later: mostly at the very end.
  private func place(of voice: Voice, in voices: [Voice], from first: Int) -> Int {
    var place = voices.count
    while place > first,
      (voices[place - 1].start, voices[place - 1].serial) > (voice.start, voice.serial)
    {
      place -= 1
    }
    return place
  }

  /// Moves what begins before `frame` to the sounding voices.
  private mutating func takeVoices(before frame: Int) {
    while nextVoice < waiting.count, waiting[nextVoice].start < frame {
      let voice = waiting[nextVoice]
      sounding.insert(voice, at: place(of: voice, in: sounding, from: 0))
      nextVoice += 1
    }
    // All at once where all have been taken: nothing holds on to samples that nobody plays.
    if nextVoice == waiting.count || (nextVoice > 64 && 2 * nextVoice > waiting.count) {
      waiting.removeFirst(nextVoice)
      nextVoice = 0
    }
  }

  /// Nothing sounds in this stretch, and the limiter has let go: the samples are zeros, as `mix`
  /// would make them, and most of a day is such stretches.
  private mutating func isSilent(from: Int, count: Int) -> Bool {
    takeVoices(before: from + count)
    return limiter.isIdle && sounding.allSatisfy { $0.end <= from }
      && spoken.allSatisfy { $0.end <= from || $0.start >= from + count }
  }

  /// Music first: it alone is held down under words.
  private func mix(from: Int, count: Int, into block: Block.Pointers) {
    block.left.update(repeating: 0, count: count)
    block.right.update(repeating: 0, count: count)
    Tables.with { tables in
      for voice in sounding where voice.bus == .music {
        voice.add(from: from, count: count, tables: tables, fades: fades, into: block)
      }
      Duck.apply(ducks, from: from, count: count, to: block)
      for voice in sounding where voice.bus != .music {
        voice.add(from: from, count: count, tables: tables, fades: fades, into: block)
      }
    }
    for voice in spoken { voice.add(from: from, count: count, fades: fades, into: block) }
    volume.apply(from: from, count: count, to: block)
  }
}
