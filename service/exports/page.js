"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const cards = new Map(all(".card").map((card) => [card.dataset.ref, card]));
  const findings = all("#list-findings .card");
  const output = document.querySelector(".stepper output");
  const narrow = matchMedia("(max-width: 1120px)");
  let current = -1;

  root.classList.add("js");

  function openTab(key) {
    for (const button of all(".tabs button")) {
      button.setAttribute("aria-selected", String(button.dataset.tab === key));
    }
    for (const list of all(".cards")) list.classList.toggle("shown", list.id === `list-${key}`);
  }

  function marksOf(ref) {
    return all("article [data-refs]").filter((el) => el.dataset.refs.split(" ").includes(ref));
  }

  function flash(ref) {
    for (const el of marksOf(ref)) {
      el.classList.remove("on");
      void el.offsetWidth;
      el.classList.add("on");
    }
  }

  function goTo(anchor) {
    if (!anchor) return;
    const fold = anchor.closest("details");
    if (fold) fold.open = true;
    anchor.scrollIntoView({ block: "center", inline: "center" });
  }

  function select(ref, { scrollText = false, scrollCard = false, anchor = null } = {}) {
    const card = cards.get(ref);
    if (!card) return;
    for (const other of cards.values()) other.classList.toggle("current", other === card);
    openTab(card.closest(".cards").id.slice("list-".length));
    const place = findings.indexOf(card);
    if (place >= 0) current = place;
    const said = card.querySelector(".said")?.textContent ?? "";
    const head = card.querySelector(".head b").textContent;
    if (output) output.textContent = place < 0 ? `${head} ${said}` : `${place + 1} / ${findings.length}　${narrow.matches ? said : head}`;
    if (scrollCard && !narrow.matches) {
      const list = card.closest(".lists");
      list.scrollTo({ top: card.offsetTop - list.offsetTop - 8, behavior: "smooth" });
    }
    if (scrollText) {
      const link = card.querySelector(".places a");
      goTo(anchor ?? (link && document.getElementById(link.hash.slice(1))));
    }
    flash(ref);
  }

  function step(by) {
    if (!findings.length) return;
    current = current < 0 ? (by > 0 ? 0 : findings.length - 1) : (current + by + findings.length) % findings.length;
    select(findings[current].dataset.ref, { scrollText: true, scrollCard: true });
  }

  document.addEventListener("click", (event) => {
    const target = event.target;
    const stepper = target.closest("[data-step]");
    const tab = target.closest("[data-tab]");
    const link = target.closest(".places a");
    const pin = target.closest(".pin");
    const card = target.closest(".card");
    const mark = target.closest("article [data-refs]");
    if (stepper) step(Number(stepper.dataset.step));
    else if (tab) openTab(tab.dataset.tab);
    else if (link) {
      event.preventDefault();
      const anchor = document.getElementById(link.hash.slice(1));
      select(link.dataset.ref, { scrollText: true, anchor });
    } else if (pin) {
      event.preventDefault();
      select(pin.dataset.ref, { scrollCard: true });
    } else if (target.closest("summary")) return;
    else if (card && !String(getSelection())) select(card.dataset.ref, { scrollText: true });
    else if (mark) select(mark.dataset.refs.split(" ")[0], { scrollCard: true });
  });

  document.addEventListener("change", (event) => {
    const kind = event.target.dataset.toggle;
    if (kind) document.body.classList.toggle(`off-${kind}`, !event.target.checked);
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n" || event.key === "j") step(1);
    else if (event.key === "p" || event.key === "k") step(-1);
  });

  openTab("findings");
  if (cards.has(location.hash.slice("#card-".length))) select(location.hash.slice("#card-".length), { scrollText: true });
})();
