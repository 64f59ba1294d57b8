/** Requests to our own server: JSON in and out, every refusal a Problem (RFC 9457). */

export interface ProblemBody {
  title: string
  status: number
  detail?: string
  code?: string
}

export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string | undefined

  constructor(body: ProblemBody) {
    super(body.detail ? `${body.title}：${body.detail}` : body.title)
    this.status = body.status
    this.code = body.code ?? ""
    this.detail = body.detail
  }
}

export interface Answer<T> {
  body: T
  etag: string | null
  location: string | null
}

interface Sent {
  body?: unknown
  form?: FormData
  match?: string | null
  signal?: AbortSignal
}

let meetStranger = (): void => undefined

/** What is to happen when the server asks who we are. */
export function onStranger(meet: () => void): void {
  meetStranger = meet
}

export type Query = Record<string, string | number | boolean | null | undefined | string[]>

export function writeUrl(path: string, query: Query = {}): string {
  const found = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") found.append(name, String(one))
    }
  }
  const text = found.toString()
  return text ? `${path}?${text}` : path
}

export async function send<T>(method: string, url: string, sent: Sent = {}): Promise<Answer<T>> {
  const headers = new Headers({ Accept: "application/json" })
  const csrf = /(?:^|; )gongkai_csrf=([^;]+)/.exec(document.cookie)?.[1]
  if (csrf && method !== "GET") headers.set("X-CSRF-Token", decodeURIComponent(csrf))
  if (sent.match) headers.set("If-Match", sent.match)
  if (sent.body !== undefined) headers.set("Content-Type", "application/json")
  const init: RequestInit = { method, headers, credentials: "same-origin" }
  if (sent.form) init.body = sent.form
  else if (sent.body !== undefined) init.body = JSON.stringify(sent.body)
  if (sent.signal) init.signal = sent.signal
  let response: Response
  try {
    response = await fetch(url, init)
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error
    throw new Problem({ title: "服务器没有应答，请检查网络或稍后再试。", status: 0, code: "offline" })
  }
  if (!response.ok) {
    const problem = await readProblem(response)
    if (problem.code === "sign-in-needed") meetStranger()
    throw problem
  }
  const body = response.status === 204 ? undefined : await response.json()
  return {
    body: body as T,
    etag: response.headers.get("ETag"),
    location: response.headers.get("Location"),
  }
}

export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return (await send<T>("GET", writeUrl(path, query), signal ? { signal } : {})).body
}

async function readProblem(response: Response): Promise<Problem> {
  const fallback = { title: `请求没有成功（${response.status}）。`, status: response.status }
  const body: Partial<ProblemBody> = await response.json().catch(() => ({}))
  return new Problem({ ...fallback, ...body })
}
