// Sending what was changed, and what the server answers: saved, refused, or changed by somebody else meanwhile.

const RETRIES = [2000, 6000];
const KEPT = "Wpisane dane zostały w tabeli, zapisz jeszcze raz.";
const OTHERS_COUNT = "Wliczono godziny, które ktoś wpisał w tym czasie. Otwórz arkusz w nowej karcie, aby je zobaczyć; to, co wpisano tutaj, zostaje.";

export class Saving {
  constructor(root, sheet, sums) {
    Object.assign(this, { root, sheet, sums, notices: sheet.notices });
    this.form = root.querySelector("form");
    this.isRunning = false;
    this.last = "";
  }

  showState(sentence) {
    const waiting = this.sheet.changed().length;
    this.notices.state(sentence ?? (waiting ? `Niezapisane zmiany: ${waiting}` : this.last));
  }

  async save() {
    if (this.isRunning) return;
    if (this.sheet.wrong.size) { this.tellWrong(); return; }
    const places = this.sheet.changed();
    const sent = this.sheet.changes(places);
    if (!sent.length) { this.showState("Nie ma zmian do zapisania."); return; }
    this.isRunning = true;
    this.showState("Zapisywanie…");
    const response = await this.send(sent);
    this.isRunning = false;
    if (response?.status === 200) this.saved(await response.json(), places, sent);
    else if (response) this.refused(await response.json());
  }

  tellWrong() {
    const items = [...this.sheet.wrong].map(([key, sentence]) => {
      const [r, c] = key.split(":").map(Number);
      return this.notices.at(this.sheet, { r, c }, sentence);
    });
    this.notices.tellAndShow("Popraw, zanim zapiszesz", items);
  }

  // The answer if it is one of ours; else null, and why is told.
  async send(changes) {
    for (const pause of [...RETRIES, null]) {
      const data = new FormData(this.form);
      data.set("changes", JSON.stringify(changes));
      try {
        const response = await fetch(this.form.action, { method: "POST", body: data, signal: AbortSignal.timeout(30000) });
        if (response.headers.get("content-type")?.includes("json")) return response;
        await this.unanswered(response);
        return null;
      } catch {
        if (pause === null) break;
        this.showState("Brak połączenia, ponawiam…");
        await new Promise((done) => { setTimeout(done, pause); });
      }
    }
    this.notices.failed(`Nie zapisano: brak połączenia. ${KEPT}`);
    return null;
  }

  async unanswered(response) {
    if (response.status === 401) {
      this.notices.failed("Nie zapisano: sesja się skończyła. Zaloguj się w nowej karcie i zapisz jeszcze raz; wpisane dane zostały w tabeli.");
      document.getElementById("session-over").hidden = false;
    } else if (response.status === 403) {
      await this.renewToken();
      this.notices.failed(`Nie zapisano: w tym czasie zalogowano się ponownie. ${KEPT}`);
    } else this.notices.failed(`Nie zapisano: serwer nie odpowiedział poprawnie. ${KEPT}`);
  }

  // Logging in again, in another tab, changed the form's token.
  async renewToken() {
    const { tokenUrl } = document.getElementById("session-over").dataset;
    const answer = await fetch(tokenUrl, { redirect: "error" }).catch(() => null);
    if (answer?.ok) this.form.elements.csrfmiddlewaretoken.value = (await answer.json()).token;
  }

  saved(answer, places, sent) {
    const conflicts = new Map(answer.conflicts.map((one) => [`${one.row}|${one.column}`, one]));
    const items = places.flatMap((place, n) => this.settle(place, sent[n], conflicts));
    this.last = `Zapisano ${answer.at}`;
    this.forgetAnswers();
    this.notices.tellAndShow("Ktoś zmienił te komórki w tym czasie. Pozostałe zmiany są zapisane; te zapisz jeszcze raz, jeśli ma zostać to, co wpisano tutaj", items);
    this.sheet.onChange();
    if (items.length) this.showState(`${this.last}, do rozstrzygnięcia: ${items.length}`);
  }

  // The cell as it stands in the database now; an item to tell where that is not what was sent.
  settle(place, [row, column, , now], conflicts) {
    const { r, c } = place;
    const conflict = conflicts.get(`${row}|${column}`);
    this.sheet.was[r][c] = conflict ? conflict.stands : now;
    if (!conflict) delete this.sheet.facts.totals[row];
    this.sheet.show(place);
    if (!conflict) return [];
    const stands = conflict.stands || "puste";
    return [[
      `${this.sheet.name(place)}: ${conflict.by} w tym czasie: ${stands}; tutaj: ${this.sheet.text[r][c] || "puste"}. `,
      this.notices.button("theirs", `Przyjmij: ${stands}`, place),
    ]];
  }

  // Reasons and confirmations were of this sending.
  forgetAnswers() {
    for (const note of this.root.querySelectorAll("[data-total]")) if (!(note.dataset.total in this.sheet.facts.totals)) note.hidden = true;
    const { reason, confirms_unusual: unusual } = this.form.elements;
    if (reason) reason.value = "";
    if (unusual) unusual.checked = false;
    this.sums.reveal("unusual", false);
  }

  refused(answer) {
    const items = [...(answer.sentences ?? [])];
    for (const { row, column, sentence } of answer.errors ?? []) {
      const place = this.sheet.placeOf(row, column);
      items.push(place ? this.notices.at(this.sheet, place, sentence) : sentence);
    }
    for (const sentence of answer.over ?? []) items.push(`Ponad limit: ${sentence}. Popraw godziny albo podaj uzasadnienie pod tabelą.`);
    if (answer.over?.length && !this.sums.told.size) items.push(OTHERS_COUNT);
    for (const sentence of answer.totals ?? []) items.push(`Dni zastąpią sumę miesiąca. ${sentence}. Potwierdź to pod tabelą.`);
    for (const sentence of answer.unusual ?? []) items.push(`${sentence}. Popraw kwotę albo potwierdź ją pod tabelą.`);
    for (const [name, told] of [["unusual", answer.unusual], ["reason", answer.over], ["totals", answer.totals]]) {
      if (told?.length) this.sums.reveal(name, true);
    }
    this.notices.tellAndShow("Niczego nie zapisano", items);
    this.showState("Nie zapisano");
  }

  takeTheirs(place, button) {
    this.sheet.write([[place, this.sheet.was[place.r][place.c]]]);
    this.sheet.show(place);
    this.notices.settle(button);
    this.sheet.cell(place).focus();
  }
}
