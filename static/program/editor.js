/** The editor of programs: CodeMirror, with Python's colours, the culprit underlined and the line that flies marked. */

/** @import {Pair} from "../base/types.js" */
/** @import {StateEffectType} from "@codemirror/state" */
import {
  bracketMatching, Decoration, defaultKeymap, drawSelection, EditorState, EditorView, HighlightStyle, highlightSpecialChars,
  history, historyKeymap, indentOnInput, indentUnit, keymap, lineNumbers, pythonLanguage, StateEffect, StateField,
  syntaxHighlighting, tags,
} from "../vendor/codemirror/codemirror.js";

/**
 * What is marked: spans are in code points of the text.
 *
 * @typedef {{wrong: Pair | null, also: Pair[], line: number | null, way: number[], rest: Pair | null}} Marks  rest: lines not run
 */

/** @type {Marks} */
const NOTHING = { wrong: null, also: [], line: null, way: [], rest: null };
/** @type {StateEffectType<Marks>} */
const marked = StateEffect.define();

const marks = StateField.define({
  create: () => Decoration.none,
  update(shown, transaction) {
    for (const effect of transaction.effects) if (effect.is(marked)) return decorated(transaction.state, effect.value);
    return shown.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

export class Editor {
  /**
   * @param {HTMLElement} host
   * @param {string} text
   * @param {(pasted: boolean) => void} onChange  somebody typed, or pasted
   */
  constructor(host, text, onChange) {
    this.onChange = onChange;
    this.marks = NOTHING;
    this.read = text; // what marks are of: where other text stands, they have no place
    // Styles made by a script are adopted by a shadow root; into a document they would be written as an element, which the
    // page's policy forbids.
    const root = host.attachShadow({ mode: "open" });
    host.classList.add("there"); // in place of the field that the page came with
    this.view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({ doc: text, extensions: this.extensions(host.dataset.label ?? "") }),
    });
    // The heights of lines are known when styles and fonts are.
    addEventListener("load", () => this.view.requestMeasure());
    host.ownerDocument.fonts.ready.then(() => this.view.requestMeasure());
  }

  /** @param {string} label */
  extensions(label) {
    return [
      lineNumbers(), highlightSpecialChars(), history(), drawSelection(), indentOnInput(), bracketMatching(), marks,
      indentUnit.of("    "),
      EditorState.tabSize.of(4),
      pythonLanguage,
      syntaxHighlighting(COLOURS),
      THEME,
      EditorView.lineWrapping,
      keymap.of([...defaultKeymap, ...historyKeymap]),
      EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": "message", spellcheck: "false", tabindex: "0" }),
      EditorView.updateListener.of((update) => {
        // What is put in from outside is known there.
        const by = (/** @type {string} */ event) => update.transactions.some((each) => each.isUserEvent(event));
        if (update.docChanged && !by("put")) this.onChange(by("input.paste") || by("input.drop"));
      }),
    ];
  }

  get text() {
    return this.view.state.doc.toString();
  }

  /** @param {string} text */
  put(text) {
    if (text === this.text) return;
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text }, userEvent: "put" });
  }

  /** @param {Partial<Marks>} change */
  mark(change) {
    this.marks = { ...this.marks, ...change };
    this.view.dispatch({ effects: marked.of(this.text === this.read ? this.marks : NOTHING) });
  }

  /** @param {number} line */
  reveal(line) {
    if (this.text !== this.read) return;
    const { doc } = this.view.state;
    const at = doc.line(Math.min(doc.lines, Math.max(1, line))).from;
    this.view.dispatch({ effects: EditorView.scrollIntoView(at, { y: "nearest", yMargin: 24 }) });
  }
}

/**
 * @param {EditorState} state
 * @param {Marks} marks
 */
function decorated(state, { wrong, also, line, way, rest }) {
  const { doc } = state;
  const place = placer(doc.toString());
  const underlined = [...(wrong ? [wrong] : []), ...also].map(([start, end]) => {
    const from = Math.min(place(start), doc.length);
    return { from, to: Math.min(Math.max(place(end), from + 1), doc.length) };
  });
  const [first, last] = rest ?? [1, 0];
  const left = Array.from({ length: Math.max(0, Math.min(last, doc.lines) - first + 1) }, (_, index) => first + index);
  const lines = [...new Set([...way, ...(line ? [line] : [])])].filter((each) => each >= 1 && each <= doc.lines);
  return Decoration.set(
    [
      ...underlined.filter(({ from, to }) => to > from).map(({ from, to }) => WRONG.range(from, to)),
      ...left.map((each) => NOT_RUN.range(doc.line(each).from)),
      ...lines.map((each) => (each === line ? HERE : ON_WAY).range(doc.line(each).from)),
    ],
    true,
  );
}

/**
 * Positions in code points as positions in the editor, which counts in units of UTF-16.
 *
 * @param {string} text
 * @returns {(position: number) => number}
 */
function placer(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (position) => position;
  const characters = Array.from(text);
  return (position) => characters.slice(0, position).join("").length;
}

const WRONG = Decoration.mark({ class: "culprit" });
const HERE = Decoration.line({ class: "here" });
const NOT_RUN = Decoration.line({ class: "not-run" });
const ON_WAY = Decoration.line({ class: "on-way" });

const COLOURS = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "var(--axis-1)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--axis-2)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--axis-3)" },
  { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
  { tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName))], color: "var(--axis-6)" },
  { tag: [tags.definition(tags.className), tags.self], color: "var(--axis-4)" },
]);

const THEME = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--card)", fontSize: ".84375rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", overflow: "auto" },
  ".cm-content": { caretColor: "var(--accent)", padding: ".5rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--accent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 26%, transparent)",
  },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--quiet)", border: "0" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "color-mix(in srgb, var(--accent) 22%, transparent)" },
  ".here": { backgroundColor: "color-mix(in srgb, var(--accent) 7%, transparent)", boxShadow: "inset 3px 0 var(--accent)" },
  ".on-way": { boxShadow: "inset 3px 0 color-mix(in srgb, var(--accent) 55%, transparent)" },
  ".not-run, .not-run *": { color: "var(--quiet) !important" },
  ".culprit": {
    backgroundColor: "var(--wrong-paper)", textDecoration: "underline wavy var(--wrong) 1.5px", textUnderlineOffset: "4px",
    textDecorationSkipInk: "none",
  },
});
