// SPDX-License-Identifier: GPL-3.0-or-later

/// How the page looks: black on white with one dark blue (contrast 10:1), no meaning in colour
/// alone, one column on a telephone, one A4 sheet on paper.
enum PageStyle {
  static let text = """
    :root { color-scheme: light; --ink: #1a1a1a; --blue: #14406b; --line: #8a8f98; --soft: #e8eef5; }
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 1rem; max-width: 70rem; background: #fff; color: var(--ink);
      font: 1rem/1.45 system-ui, "Liberation Sans", "DejaVu Sans", sans-serif; }
    h1 { margin: 0; font-size: 1.6rem; color: var(--blue); }
    h2 { margin: 1.4rem 0 .4rem; font-size: 1.1rem; color: var(--blue); }
    p { margin: .3rem 0; }
    .span { font-size: 1.1rem; }
    .facts { display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; margin: 0; padding: 0;
      list-style: none; }
    .summary { margin: .8rem 0; padding: .6rem .8rem; border-left: .3rem solid var(--blue);
      background: var(--soft); font-size: 1.05rem; }
    .note { font-size: .9rem; }
    table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
    caption { text-align: left; font-size: .9rem; padding-bottom: .2rem; }
    th, td { padding: .2rem .45rem; border-bottom: 1px solid var(--line); text-align: left;
      vertical-align: top; }
    thead th { vertical-align: bottom; font-size: .85rem; }
    th[scope=row] { font-weight: 600; white-space: nowrap; }
    td { overflow-wrap: break-word; }
    .stops td:first-child, .changes td:first-child, .helper td:last-child { white-space: nowrap; }
    .wide { overflow-x: auto; }
    .weeks table { min-width: 40rem; }
    .words { min-width: 9rem; }
    .calendar { width: auto; }
    .calendar td, .calendar thead th + th { text-align: center; min-width: 2.3rem;
      padding-inline: .15rem; }
    .calendar .goal { white-space: nowrap; padding-inline: .5rem; }
    .day { display: inline-block; min-width: 1.9rem; border: 2px solid var(--blue);
      border-radius: .3rem; background: var(--soft); font-weight: 600; }
    @media (min-width: 60rem) {
      .pair { display: grid; grid-template-columns: 11fr 9fr; gap: 0 1.5rem; }
    }
    .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr));
      gap: 1rem; }
    figure { margin: 0; min-width: 0; }
    figcaption { font-weight: 600; font-size: .95rem; }
    svg { display: block; width: 100%; height: auto; }
    svg text { font-size: 9px; fill: var(--ink); }
    svg .end { text-anchor: end; }
    svg .axis { fill: none; stroke: var(--ink); stroke-width: 1; }
    svg .bar { fill: var(--blue); }
    svg polyline { fill: none; stroke: var(--blue); stroke-width: 1; }
    svg circle { fill: var(--blue); }
    svg .square { fill: #fff; stroke: var(--ink); stroke-width: 1; }
    summary { cursor: pointer; font-size: .9rem; }
    summary:focus-visible, .wide:focus-visible { outline: 3px solid var(--blue);
      outline-offset: 2px; }
    footer { margin-top: 1.2rem; border-top: 2px solid var(--blue); font-size: .9rem; }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden;
      clip-path: inset(50%); white-space: nowrap; }
    @media (max-width: 30rem) {
      body { padding: .7rem; }
      .calendar { width: 100%; }
      .calendar td, .calendar thead th + th { min-width: 0; padding-inline: .05rem; }
      .calendar th, .calendar td { font-size: .75rem; }
      .calendar th[scope=row] { white-space: normal; padding-inline: .1rem; }
      .calendar .goal { padding-inline: .1rem; }
      .day { min-width: 1.4rem; border-width: 1px; }
    }
    @page { size: A4; margin: 9mm 11mm; }
    @media print {
      body { padding: 0; max-width: none; font-size: 8pt; line-height: 1.22; }
      h1 { font-size: 14pt; }
      h2 { margin: 5pt 0 1pt; font-size: 10pt; break-after: avoid; }
      header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 12pt; }
      svg { max-height: 24mm; }
      .span { font-size: 10pt; }
      .summary { margin: 4pt 0; padding: 3pt 6pt; font-size: 9.5pt; }
      .note, caption, thead th, footer { font-size: 7.5pt; }
      figcaption { font-size: 8pt; }
      th, td { padding: 1pt 4pt; }
      .wide { overflow: visible; }
      .weeks table { min-width: 0; }
      .charts { grid-template-columns: repeat(3, 1fr); gap: 8pt; }
      .pair { display: grid; grid-template-columns: 11fr 9fr; gap: 0 10pt; }
      .even { grid-template-columns: 1fr 1fr; }
      .pair .wide table { font-size: 7.5pt; }
      .words { min-width: 52mm; }
      svg { max-height: 24mm; }
      details { display: none; }
      tr, figure { break-inside: avoid; }
      footer { margin-top: 6pt; }
      footer h2 { margin-top: 2pt; }
    }
    """
}
