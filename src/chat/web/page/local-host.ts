/**
 * Whether a request may reach a server bound to `boundTo`: bound to this machine only, it must be
 * called by one of this machine's own names, so that a foreign name that resolves to 127.0.0.1
 * (DNS rebinding) opens nothing.
 */
export function isLocalHost(boundTo: string, hostHeader: string | undefined): boolean {
  if (!isLoopback(boundTo)) return true;
  return isLoopback((hostHeader ?? '').replace(/:\d+$/, ''));
}

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|\[?::1\]?|127\.\d+\.\d+\.\d+)$/i.test(host);
}
