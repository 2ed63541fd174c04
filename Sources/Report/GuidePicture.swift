// SPDX-License-Identifier: GPL-3.0-or-later

/// The pictures of the guide, as the inside of an SVG whose view box is 120 by 100.
enum GuidePicture: String, CaseIterable {
  case box, plug, press, stick, settings, music, safety, help

  var drawing: String {
    switch self {
    case .box: Self.boxDrawing
    case .plug: Self.plugDrawing
    case .press: Self.pressDrawing
    case .stick: Self.stickDrawing
    case .settings: Self.settingsDrawing
    case .music: Self.musicDrawing
    case .safety: Self.safetyDrawing
    case .help: Self.helpDrawing
    }
  }

  private static let boxDrawing = """
    <rect class="soft" x="6" y="14" width="46" height="30" rx="6"/>
    <circle class="ink" cx="42" cy="29" r="2"/>
    <path d="M14 24v10M20 22v14M26 24v10"/>
    <rect class="soft" x="66" y="6" width="28" height="42" rx="5"/>
    <circle cx="80" cy="17" r="4"/>
    <circle cx="80" cy="34" r="9"/>
    <path class="soft" d="M12 80q0-18 18-18t18 18"/>
    <path class="white" d="M5 80h50v8q0 3-3 3H8q-3 0-3-3z"/>
    <rect class="soft" x="64" y="66" width="20" height="22" rx="4"/>
    <path d="M69 66v-8M79 66v-8M74 88v3q0 5 8 5"/>
    <rect class="soft" x="97" y="64" width="17" height="28" rx="3"/>
    <path class="white" d="M100 64v-11h11v11M104 58h.1M107 58h.1"/>
    """

  private static let plugDrawing = """
    <rect class="soft" x="44" y="38" width="36" height="26" rx="5"/>
    <circle class="ink" cx="72" cy="51" r="2"/>
    <rect class="soft" x="6" y="8" width="24" height="36" rx="4"/>
    <circle cx="18" cy="17" r="3"/>
    <circle cx="18" cy="31" r="7"/>
    <path class="blue" d="M30 32q8 0 8 8t6 8"/>
    <path class="soft" d="M8 84q0-12 12-12t12 12"/>
    <path class="white" d="M4 84h32v6q0 3-3 3H7q-3 0-3-3z"/>
    <path class="blue" d="M36 87h12q10 0 10-10V64"/>
    <rect class="white" x="98" y="30" width="18" height="40" rx="4"/>
    <circle class="ink" cx="107" cy="45" r="1.5"/>
    <circle class="ink" cx="107" cy="55" r="1.5"/>
    <path class="blue" d="M80 51h18"/>
    <text x="42" y="22">1</text>
    <text x="66" y="92">2</text>
    <text x="89" y="43">3</text>
    """

  private static let pressDrawing = """
    <path class="soft" d="M36 82q0-18 24-18t24 18"/>
    <path class="white" d="M26 82h68v8q0 3-3 3H29q-3 0-3-3z"/>
    <path class="white" d="M54 62q-1-1-1-6V32q-6 2-10-2l-5-9q-1-3 2-4t5 2l4 5V6h38v22q0 8-8 8H66\
    v20q0 5-1 6q-5 4-11 0z"/>
    <path d="M66 36v-8M76 36v-8"/>
    <path class="blue" d="M14 50V26l12-4v24"/>
    <ellipse class="blue full" cx="10.500" cy="50" rx="5" ry="4"/>
    <ellipse class="blue full" cx="22.500" cy="46" rx="5" ry="4"/>
    <path class="blue" d="M106 54V28q6 2 8 9"/>
    <ellipse class="blue full" cx="102.500" cy="54" rx="5" ry="4"/>
    """

  private static let stickDrawing = """
    <rect class="soft" x="6" y="50" width="62" height="40" rx="7"/>
    <path d="M16 63v14M23 60v20M30 63v14"/>
    <path class="ink" d="M64 62h4v16h-4z"/>
    <path class="white" d="M76 65h11v10H76z"/>
    <rect class="soft" x="87" y="60" width="28" height="20" rx="4"/>
    <path class="blue" d="M110 46H82M90 38l-8 8 8 8"/>
    <path class="white" d="M16 8h42q7 0 7 7v13q0 7-7 7H36l-10 10v-10H16q-7 0-7-7V15q0-7 7-7z"/>
    <path class="blue" d="M20 18h32M20 26h22"/>
    """

  private static let settingsDrawing = """
    <rect class="soft" x="4" y="14" width="68" height="50" rx="5"/>
    <path d="M38 64v14M22 80h32"/>
    <path d="M13 25h16M13 38h16M13 51h16"/>
    <rect class="white" x="36" y="20" width="28" height="9" rx="2"/>
    <rect class="white" x="36" y="33" width="28" height="9" rx="2"/>
    <path class="blue" d="M38 50l5 5 9-9"/>
    <path class="blue" d="M78 40h14M86 33l7 7-7 7"/>
    <rect class="soft" x="99" y="36" width="17" height="32" rx="3"/>
    <path class="white" d="M102 36V24h11v12M106 30h.1M109 30h.1"/>
    """

  private static let musicDrawing = """
    <path class="soft" d="M5 26q0-4 4-4h14l6 8h20q4 0 4 4v34q0 4-4 4H9q-4 0-4-4z"/>
    <path class="blue" d="M25 60V44l14-4v16"/>
    <ellipse class="blue full" cx="21.500" cy="60" rx="5" ry="4"/>
    <ellipse class="blue full" cx="35.500" cy="56" rx="5" ry="4"/>
    <path class="soft" d="M67 26q0-4 4-4h14l6 8h20q4 0 4 4v34q0 4-4 4H71q-4 0-4-4z"/>
    <path class="blue" d="M75 52q8-12 12-6 4-6 12 6-12 14-24 0zM75 52h24"/>
    <path class="blue" d="M104 46q4 6 0 12"/>
    <text x="29" y="90">music</text>
    <text x="91" y="90">voice</text>
    """

  private static let safetyDrawing = """
    <path d="M34 12v80M34 70h42M76 70v22"/>
    <rect class="white" x="36" y="10" width="11" height="26" rx="5"/>
    <circle class="white" cx="60" cy="22" r="11"/>
    <path d="M65 27q-3 3-6 1M66 20h.1"/>
    <path d="M42 68V48q0-10 12-10h6q8 0 8 10v8l16 8"/>
    <path d="M42 70h36q8 0 8 8v12h12"/>
    <path class="blue" d="M82 24h14M90 18l7 6-7 6"/>
    <path d="M58 52q4 6 14 8"/>
    """

  private static let helpDrawing = """
    <rect class="soft" x="40" y="6" width="40" height="84" rx="8"/>
    <rect class="white" x="46" y="17" width="28" height="26" rx="2"/>
    <path class="ink" d="M50 54h.1M60 54h.1M70 54h.1M50 64h.1M60 64h.1M70 64h.1M50 74h.1M60 74h.1M70 74h.1"/>
    <path d="M56 11h8"/>
    <path class="blue" d="M54 24q-2 12 12 13l2-5-5-2-2 2q-4-2-3-5l2-1-2-5z"/>
    <path class="blue" d="M28 30q-6 14 0 28M18 24q-10 20 0 40M92 30q6 14 0 28M102 24q10 20 0 40"/>
    """
}
