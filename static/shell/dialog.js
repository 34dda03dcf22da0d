/** A panel over the page: opened by a button or a key; closed by its own button, by Escape, or by a click beside it. */

/** The newest one: one panel gives way to the other. @type {HTMLDialogElement | null} */
let shown = null;

export class Dialog {
  /**
   * @param {HTMLDialogElement} dialog
   * @param {HTMLElement} button  that opens it
   * @param {() => void} [onOpen]  before it is seen
   */
  constructor(dialog, button, onOpen = () => {}) {
    this.dialog = dialog;
    this.onOpen = onOpen;
    button.addEventListener("click", () => this.open());
    dialog.addEventListener("click", ({ target }) => {
      const closing = target instanceof Element && target.closest("[data-close]");
      if (closing || target === dialog) dialog.close(); // what lies beside the panel is the dialog itself
    });
  }

  open() {
    if (this.dialog.open) return;
    shown?.close();
    shown = this.dialog;
    this.onOpen();
    this.dialog.showModal();
  }
}
