(() => {
  // Keeps the page fresh, and sends again what could not be sent. Without this script all of it
  // works too: each tap is a form, and a reload shows what is new.
  const { base, state: asks } = document.querySelector("main").dataset, store = base + " unsent";
  const say = (text) => { document.querySelector("#state").textContent = text; };
  let version = document.querySelector("main").dataset.version, failed = 0;
  const typing = () => [...document.querySelectorAll("textarea, input:not([type=hidden])")]
    .some((each) => each.value !== each.defaultValue);
  const unsent = () => JSON.parse(localStorage.getItem(store) || "[]");
  const keep = (list) => localStorage.setItem(store, JSON.stringify(list));
  const post = (body) => fetch(base + "/answer", { method: "POST", body: new URLSearchParams(body) });
  // The browser itself sends it once more, and shows the page that gives the words back.
  function showUnkept(fields) {
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: base + "/answer" });
    for (const [name, value] of Object.entries(fields))
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    document.body.append(form);
    form.submit();
    throw new Error();
  }
  async function sendAgain() {
    for (let list = unsent(); list.length; keep(list)) {
      const answer = await post(list[0]);
      if (answer.status >= 500) throw new Error();
      const sent = list.shift();
      if (answer.status === 409) return keep(list), showUnkept(sent);
    }
  }
  async function renew() {
    const answer = await fetch(location.href);
    if (!answer.ok) return location.reload();
    const text = (await answer.text()).replace(/<style[^]*<\/style>/, "");
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const at = document.activeElement && document.activeElement.id;
    document.querySelector("main").replaceWith(document.adoptNode(fresh.querySelector("main")));
    const nav = document.querySelector("nav");
    if (nav) nav.replaceWith(document.adoptNode(fresh.querySelector("nav") || nav));
    version = document.querySelector("main").dataset.version;
    fit();
    if (at && document.getElementById(at)) document.getElementById(at).focus();
  }
  async function look() {
    try {
      const answer = await fetch(asks, { cache: "no-cache" });
      if (!answer.ok) return location.reload();
      const state = await answer.json();
      if (failed) say("");
      failed = 0;
      const late = unsent().length;
      await sendAgain();
      if (late || (state.version !== version && !typing())) await renew();
    } catch {
      if (++failed === 2) say("The host is away. What you tap is kept here and sent when it is back.");
    }
  }
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.action.endsWith("/answer")) return;
    event.preventDefault();
    const body = new FormData(form, event.submitter), kept = Object.fromEntries(body);
    keep([...unsent(), kept]);
    try {
      await sendAgain();
      form.reset();
      await renew();
    } catch {
      say("Not sent yet. It is kept on this phone and sent when the host is back.");
    }
  });
  // Nobody scrolls a wall: what is too much gets smaller, then two columns; little gets larger.
  function fit() {
    const root = document.documentElement;
    if (!root.matches(".wall")) return;
    for (const [dense, least] of [[false, 65], [true, 40]]) {
      root.classList.toggle("dense", dense);
      for (let size = 130; size >= least; size -= 5) {
        root.style.setProperty("--fit", size / 100);
        if (root.scrollHeight <= innerHeight) return;
      }
    }
  }
  addEventListener("resize", fit);
  fit();
  const later = () => setTimeout(async () => { await look(); later(); }, 2000 + Math.random() * 1000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  later();
})();
