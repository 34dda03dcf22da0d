/** A panel over the page: opened by a button or a key; closed by its own button, by Escape, or by a click beside it. */

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
    for (const other of document.querySelectorAll("dialog[open]")) /** @type {HTMLDialogElement} */ (other).close();
    this.onOpen();
    this.dialog.showModal();
  }
}
