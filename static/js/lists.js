// A file may be dropped anywhere on the page of the upload; without this only on its field.
(() => {
  "use strict";

  const form = document.querySelector("[data-drop]");
  const field = form?.elements.namedItem(form.dataset.drop);
  if (!field) return;
  const hasFile = (event) => event.dataTransfer?.types.includes("Files");
  const mark = (isOver) => form.classList.toggle("is-dropped-on", isOver);

  document.addEventListener("dragover", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    mark(true);
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) mark(false); });
  document.addEventListener("drop", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    mark(false);
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  });
})();
