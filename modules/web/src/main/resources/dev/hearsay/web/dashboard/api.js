// Asks the API, and follows its stream.

export class Refused extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

export async function get(path, values = {}) {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const search = new URLSearchParams(kept).toString();
  let response;
  try {
    response = await fetch("/api/v1" + path + (search ? "?" + search : ""), { headers: { Accept: "application/json" } });
  } catch {
    throw new Refused(0, "Hearsay does not answer. Is it running?");
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, body.detail ?? `The answer was ${response.status}.`);
  return body;
}

// Follows the stream until closed. The browser comes back by itself, and goes on where it was.
export function follow(values, { claim, counts, state }) {
  const kept = Object.entries(values).filter(([, value]) => value);
  const source = new EventSource("/api/v1/claims/stream?" + new URLSearchParams([...kept, ["counts", "true"]]));
  const told = (event) => claim?.(JSON.parse(event.data));
  source.addEventListener("claim", told);
  source.addEventListener("retraction", told);
  source.addEventListener("counts", () => counts?.());
  source.onopen = () => state("live");
  source.onerror = () => state("away");
  return () => source.close();
}
