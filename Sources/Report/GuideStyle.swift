// SPDX-License-Identifier: GPL-3.0-or-later

/// How the guide looks: big letters and line drawings, black and one dark blue; eight steps on one
/// sheet of A4.
enum GuideStyle {
  static let text = """
    :root { color-scheme: light; --ink: #1a1a1a; --blue: #14406b; --line: #6b7078; --soft: #e8eef5; }
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 1rem; max-width: 60rem; background: #fff; color: var(--ink);
      font: 1.15rem/1.35 system-ui, "Liberation Sans", "DejaVu Sans", sans-serif; }
    h1 { margin: 0 0 1rem; font-size: 2rem; color: var(--blue); }
    h2 { margin: 0 0 .2rem; font-size: 1.3rem; color: var(--blue); }
    p { margin: 0; }
    .steps { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr));
      gap: 1rem; margin: 0; padding: 0; list-style: none; counter-reset: step; }
    .steps li { display: grid; grid-template-columns: 9rem 1fr; gap: .9rem; align-items: center;
      position: relative; padding: .8rem; border: 2px solid var(--line); border-radius: .6rem;
      counter-increment: step; break-inside: avoid; }
    .steps h2::before { content: counter(step) "  "; }
    .steps :is(.safety, .help) { grid-column: 1 / -1; }
    .steps .help { grid-template-columns: 9rem 1fr 1fr; }
    .steps .safety { border: 4px solid var(--blue); background: var(--soft); }
    svg { display: block; width: 100%; height: auto; fill: none; stroke: var(--ink);
      stroke-width: 3; stroke-linecap: round; stroke-linejoin: round; }
    svg .soft { fill: var(--soft); }
    svg .white { fill: #fff; }
    svg .ink { fill: var(--ink); }
    svg .blue { stroke: var(--blue); stroke-width: 4; }
    svg .blue.full { fill: var(--blue); stroke: none; }
    svg text { fill: var(--ink); stroke: none; font-size: 14px; font-weight: 700;
      text-anchor: middle; }
    h3 { margin: 0; font-size: 1.1rem; }
    .line { display: flex; gap: .6rem; align-items: flex-end; min-height: 2.6rem; }
    .rule { flex: 1; min-height: 1.6rem; border-bottom: 2px solid var(--ink); }
    footer { margin-top: 1rem; font-size: 1rem; }
    @media (max-width: 30rem) {
      body { padding: .7rem; font-size: 1.1rem; }
      .steps li, .steps .help { grid-template-columns: 6rem 1fr; padding: .6rem; gap: .6rem; }
      .call { grid-column: 1 / -1; }
    }
    @page { size: A4; margin: 10mm 11mm; }
    @media print {
      body { padding: 0; max-width: none; font-size: 12.5pt; line-height: 1.22; }
      h1 { margin-bottom: 3.5mm; font-size: 22pt; }
      h2 { font-size: 14pt; }
      .steps { grid-template-columns: 1fr 1fr; gap: 3.5mm; }
      h3 { font-size: 13pt; }
      .steps li { grid-template-columns: 33mm 1fr; gap: 3mm; padding: 2.5mm 3mm; min-height: 50mm;
        border-width: 1.5pt; }
      .steps .help { grid-template-columns: 33mm 11fr 12fr; }
      .steps .safety { min-height: 38mm; }
      .steps .safety { border-width: 3pt; }
      .line { min-height: 13mm; }
      footer { margin-top: 2.5mm; font-size: 10.5pt; }
    }
    """
}
