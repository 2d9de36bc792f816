/** Makes the address of a document that names no source: its path below a base address, if there is one. */
export function sourceUrlFrom(baseUrl: string | undefined): (path: string) => string | undefined {
  if (baseUrl === undefined) return () => undefined;
  const base = baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`;
  return (path) => base + path.split('/').map(encodeURIComponent).join('/');
}
