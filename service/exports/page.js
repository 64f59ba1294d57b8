"use strict";
(() => {
  const root = document.documentElement;
  const body = document.body;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const cards = new Map(all(".card").map((card) => [card.dataset.ref, card]));
  const findings = all("#list-findings .card");
  const output = document.querySelector(".stepper output");
  const readout = document.querySelector(".readout");
  const folio = document.querySelector(".folio");
  const pane = document.querySelector(".leaves");
  const narrow = matchMedia("(max-width: 1120px)");
  const wide = matchMedia("(min-width: 1760px)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const zooms = [1, 1.4, 1.9];
  let zoom = 0;
  let current = -1;

  const shownBy = new Map();
  for (const el of all("article [data-refs], .area")) {
    for (const ref of el.dataset.refs.split(" ")) {
      if (!shownBy.has(ref)) shownBy.set(ref, []);
      shownBy.get(ref).push(el);
    }
  }
  const refsOf = (el) => el.dataset.refs.split(" ");
  const placesOf = (ref) => shownBy.get(ref) ?? [];
  const areasOf = (ref) => placesOf(ref).filter((el) => el.matches(".area"));
  const inSource = () => body.classList.contains("view-source");
  const byId = (id) => (id ? document.getElementById(id) : null);

  function showView(view) {
    body.classList.toggle("view-source", view === "source");
    body.classList.toggle("view-text", view === "text");
    for (const button of all("[data-view]")) {
      button.setAttribute("aria-pressed", String(button.dataset.view === view));
    }
    if (view === "text" && body.classList.contains("tab-content")) openTab("findings");
  }

  function openTab(key) {
    body.classList.toggle("tab-content", key === "content");
    for (const button of all(".tabs button")) {
      button.setAttribute("aria-selected", String(button.dataset.tab === key));
    }
    for (const list of all(".cards")) list.classList.toggle("shown", list.id === `list-${key}`);
  }

  function mark(name, refs) {
    for (const el of all(`.${name}`)) el.classList.remove(name);
    for (const ref of refs) for (const el of placesOf(ref)) el.classList.add(name);
  }

  function flash(ref) {
    mark("held", [ref]);
    for (const el of placesOf(ref)) {
      el.classList.remove("on");
      void el.getBoundingClientRect();
      el.classList.add("on");
    }
  }

  function scrollWithin(box, el) {
    if (!box || box.scrollHeight <= box.clientHeight + 1) {
      el.scrollIntoView({ block: "center", inline: "nearest" });
      return;
    }
    const outer = box.getBoundingClientRect();
    const inner = el.getBoundingClientRect();
    box.scrollTo({
      top: box.scrollTop + inner.top - outer.top - Math.max(20, (outer.height - inner.height) / 2),
      left: box.scrollLeft + inner.left - outer.left - Math.max(20, (outer.width - inner.width) / 2),
      behavior: calm.matches ? "auto" : "smooth",
    });
  }

  function goTo(el) {
    if (!el) return;
    const fold = el.closest("details");
    if (fold) fold.open = true;
    if (el.matches(".area")) scrollWithin(pane, el);
    else if (inSource()) scrollWithin(el.closest("main"), el);
    else el.scrollIntoView({ block: "center", inline: "center" });
  }

  function say(text) {
    if (!readout || !text) return;
    readout.textContent = text.replaceAll("\n", "　");
    readout.classList.add("said");
  }

  function placeOf(link) {
    const [first, second] = [byId(link.dataset.text), byId(link.dataset.leaf)];
    return inSource() ? second ?? null : first;
  }

  function select(ref, { scrollPlace = false, scrollCard = false, link = null, keepTab = false } = {}) {
    const card = cards.get(ref);
    if (!card) return;
    for (const other of cards.values()) other.classList.toggle("current", other === card);
    if (!keepTab) openTab(card.closest(".cards").id.slice("list-".length));
    const place = findings.indexOf(card);
    if (place >= 0) current = place;
    const said = card.querySelector(".said")?.textContent ?? "";
    const head = card.querySelector(".head b").textContent;
    if (output) output.textContent = place < 0 ? `${head} ${said}` : `${place + 1} / ${findings.length}　${narrow.matches ? said : head}`;
    say(place < 0 ? `${head} ${said}` : said);
    if (scrollCard && !keepTab && !narrow.matches) {
      const list = card.closest(".lists");
      list.scrollTo({ top: card.offsetTop - list.offsetTop - 8, behavior: "smooth" });
    }
    if (scrollPlace) {
      const target = link ?? all(".places a", card).find(placeOf) ?? card.querySelector(".places a");
      if (target && !placeOf(target)) showView(inSource() ? "text" : pane ? "source" : "text");
      goTo(target && placeOf(target));
      if (target && inSource() && wide.matches) goTo(byId(target.dataset.text));
    }
    flash(ref);
  }

  function showCell(ref, from) {
    const areas = areasOf(ref);
    say(areas[0]?.querySelector("title")?.textContent);
    if (from === "leaf") {
      const twin = placesOf(ref).find((el) => !el.matches(".area"));
      if (twin && !narrow.matches) {
        if (!wide.matches) openTab("content");
        goTo(twin);
      }
    } else if (inSource()) goTo(areas[0]);
    flash(ref);
  }

  function pickInArticle(el) {
    const refs = refsOf(el);
    const carded = refs.find((ref) => cards.has(ref));
    if (!inSource()) {
      if (carded) select(carded, { scrollCard: true });
      return;
    }
    const shown = refs.findLast((ref) => areasOf(ref).length) ?? carded;
    if (carded) select(carded, { keepTab: !wide.matches, scrollCard: true });
    if (!shown) return;
    if (cards.has(shown)) {
      goTo(areasOf(shown)[0]);
      flash(shown);
    } else showCell(shown, "article");
  }

  function pickOnLeaf(area) {
    const [ref] = refsOf(area);
    if (cards.has(ref)) select(ref, { scrollCard: true });
    else showCell(ref, "leaf");
  }

  function step(by) {
    if (!findings.length) return;
    current = current < 0 ? (by > 0 ? 0 : findings.length - 1) : (current + by + findings.length) % findings.length;
    select(findings[current].dataset.ref, { scrollPlace: true, scrollCard: true });
  }

  function jump(ref) {
    for (const el of placesOf(ref)) goTo(el);
    mark("held", []);
  }

  function setZoom(by) {
    const middle = (pane.scrollTop + pane.clientHeight / 2) / pane.scrollHeight;
    zoom = Math.min(zooms.length - 1, Math.max(0, zoom + by));
    pane.style.setProperty("--zoom", zooms[zoom]);
    pane.scrollTop = middle * pane.scrollHeight - pane.clientHeight / 2;
    pane.scrollLeft = (pane.scrollWidth - pane.clientWidth) / 2;
    for (const button of all("[data-zoom]")) {
      button.disabled = zoom === (Number(button.dataset.zoom) < 0 ? 0 : zooms.length - 1);
    }
  }

  function tellPage() {
    const middle = innerHeight / 2;
    const leaf = all(".leaf").findLast((el) => el.getBoundingClientRect().top < middle);
    if (leaf) folio.textContent = folio.textContent.replace(/\d+/, leaf.dataset.page);
  }

  document.addEventListener("click", (event) => {
    const target = event.target;
    const find = (selector) => target.closest(selector);
    const link = find(".places a");
    const pin = find(".pin");
    const card = find(".card");
    const area = find(".area");
    const place = find("article [data-refs]");
    if (find("[data-step]")) step(Number(find("[data-step]").dataset.step));
    else if (find("[data-tab]")) openTab(find("[data-tab]").dataset.tab);
    else if (find("[data-view]")) showView(find("[data-view]").dataset.view);
    else if (find("[data-jump]")) jump(find("[data-jump]").dataset.jump);
    else if (find("[data-zoom]")) setZoom(Number(find("[data-zoom]").dataset.zoom));
    else if (link) {
      event.preventDefault();
      select(link.dataset.ref, { scrollPlace: true, link });
    } else if (pin) {
      event.preventDefault();
      select(pin.dataset.ref, { scrollCard: true });
    } else if (find("summary")) return;
    else if (area) {
      event.preventDefault();
      pickOnLeaf(area);
    } else if (card && !String(getSelection())) select(card.dataset.ref, { scrollPlace: true });
    else if (place && !String(getSelection())) pickInArticle(place);
  });

  document.addEventListener("pointerover", (event) => {
    if (!pane || event.pointerType === "touch") return;
    const el = event.target.closest("article [data-refs], .area");
    mark("hint", el ? [refsOf(el).at(-1)] : []);
  });

  document.addEventListener("change", (event) => {
    const kind = event.target.dataset.toggle;
    if (kind) body.classList.toggle(`off-${kind}`, !event.target.checked);
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n" || event.key === "j") step(1);
    else if (event.key === "p" || event.key === "k") step(-1);
  });

  root.classList.add("js");
  openTab("findings");
  showView(pane ? "source" : "text");
  if (pane) {
    setZoom(0);
    pane.addEventListener("scroll", tellPage, { passive: true });
    addEventListener("scroll", tellPage, { passive: true });
    if (!findings.length && !narrow.matches) openTab("content");
  }
  if (cards.has(location.hash.slice("#card-".length))) select(location.hash.slice("#card-".length), { scrollPlace: true });
})();
