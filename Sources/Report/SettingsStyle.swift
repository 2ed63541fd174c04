// SPDX-License-Identifier: GPL-3.0-or-later

/// How the form looks: as the report does, black on white with one dark blue; what is wrong has a
/// sign and words, never a colour alone.
enum SettingsStyle {
  static let text = """
    :root { color-scheme: light; --ink: #1a1a1a; --blue: #14406b; --line: #6b7078; --soft: #e8eef5;
      --wrong: #8c1d18; }
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 1rem; max-width: 62rem; background: #fff; color: var(--ink);
      font: 1.05rem/1.45 system-ui, "Liberation Sans", "DejaVu Sans", sans-serif; }
    h1 { margin: 0; font-size: 1.6rem; color: var(--blue); }
    h2 { margin: 1.8rem 0 .4rem; padding-bottom: .2rem; border-bottom: 2px solid var(--blue);
      font-size: 1.2rem; color: var(--blue); }
    p { margin: .3rem 0; }
    .facts { display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; margin: 0; padding: 0;
      list-style: none; }
    .summary { margin: .8rem 0; padding: .6rem .8rem; border-left: .3rem solid var(--blue);
      background: var(--soft); }
    .fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr));
      gap: 1rem 1.5rem; align-items: start; }
    .opening { margin: 1rem 0; padding: .7rem .8rem; border: 1px solid var(--line);
      border-radius: .4rem; }
    label { display: block; font-weight: 600; }
    label::first-letter { text-transform: uppercase; }
    .help { margin: .1rem 0 .3rem; font-size: .95rem; }
    input[type=text], select, textarea { width: 100%; min-height: 2.75rem; padding: .4rem .6rem;
      border: 1px solid var(--line); border-radius: .3rem; background: #fff; color: var(--ink);
      font: inherit; }
    input.number { max-width: 9rem; font-variant-numeric: tabular-nums; }
    input[type=file] { max-width: 100%; min-height: 2.75rem; font: inherit; }
    .box { display: flex; align-items: center; gap: .6rem; min-height: 2.2rem; }
    input[type=checkbox] { width: 1.5rem; height: 1.5rem; margin: 0; flex: none;
      accent-color: var(--blue); }
    button { min-height: 3rem; padding: .5rem 1.4rem; border: 2px solid var(--blue);
      border-radius: .4rem; background: var(--blue); color: #fff; font: inherit; font-weight: 600;
      cursor: pointer; }
    button.quiet { min-height: 2.75rem; margin-top: .4rem; background: #fff; color: var(--blue); }
    :is(input, select, textarea, button, a, .said):focus-visible {
      outline: 3px solid var(--blue); outline-offset: 2px; }
    [aria-invalid=true] { border: 3px solid var(--wrong) !important; }
    .wrong { color: var(--wrong); font-weight: 600; }
    .wrong:empty { display: none; }
    .wrong::before { content: "▲ " / ""; }
    .saving { margin-top: 2rem; }
    .said { margin-top: 1rem; padding: .6rem .8rem; border-left: .3rem solid var(--blue);
      background: var(--soft); }
    .said:empty { display: none; }
    .said p::before { content: "✓ " / ""; color: var(--blue); font-weight: 700; }
    .mistaken { border-color: var(--wrong); background: #fff; border: 2px solid var(--wrong); }
    .mistaken p::before { content: "▲ " / ""; color: var(--wrong); }
    .said li { overflow-wrap: anywhere; }
    .said a { color: var(--blue); }
    footer { margin-top: 2rem; border-top: 2px solid var(--blue); font-size: .95rem; }
    @media (max-width: 30rem) { body { padding: .7rem; } button { width: 100%; } }
    @page { size: A4; margin: 12mm; }
    @media print {
      body { padding: 0; max-width: none; font-size: 9pt; line-height: 1.25; }
      .opening, .saving, button { display: none; }
      h2 { margin-top: 8pt; break-after: avoid; }
      .fields { grid-template-columns: 1fr 1fr; gap: 6pt 14pt; }
      .field { break-inside: avoid; }
      input[type=text], select, textarea { min-height: 0; padding: 1pt 4pt; }
    }
    """
}
