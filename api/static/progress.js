// Follows a matching run: at each of the server's events, the part of the page that shows its progress is asked for
// again. Without scripts the page reloads itself; where events do not get through, htmx asks every ten seconds.
const watched = document.querySelector("[data-events]");
if (watched && window.EventSource) {
  const events = new EventSource(watched.dataset.events);
  const again = () => htmx.ajax("GET", watched.getAttribute("hx-get"), { source: watched, target: "#progress", swap: "outerHTML" });
  events.addEventListener("progress", again);
  events.addEventListener("end", () => { events.close(); again(); });
}
