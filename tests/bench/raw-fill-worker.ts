/**
 * The reference of P5: what fetching, reading and storing the same documents takes at the least. One transaction for each
 * 500, straight into IndexedDB, with the indexes that the app's own database has.
 */
const finished = <T>(request: IDBRequest<T>) => new Promise<T>((resolve, reject) => {
  request.onsuccess = () => resolve(request.result)
  request.onerror = () => reject(request.error)
})

async function fill(): Promise<void> {
  const opening = indexedDB.open('raw')
  opening.onupgradeneeded = () => {
    const documents = opening.result.createObjectStore('documents', { keyPath: 'id' })
    documents.createIndex('[kind+slug]', ['kind', 'slug'])
    documents.createIndex('refs', 'refs', { multiEntry: true })
    documents.createIndex('[id+rev]', ['id', 'rev'])
  }
  const db = await finished(opening)
  const latest = await (await fetch('/snapshots/latest.json')).json() as { library: { file: string } }
  const text = await (await fetch(`/snapshots/${latest.library.file}`)).text()
  const rows = text.trim().split('\n').slice(1).map((line) => JSON.parse(line) as { data: { related?: string[] } })
  for (let i = 0; i < rows.length; i += 500) {
    const writing = db.transaction('documents', 'readwrite')
    for (const row of rows.slice(i, i + 500)) writing.objectStore('documents').put({ ...row, refs: row.data.related ?? [] })
    await new Promise((resolve, reject) => { writing.oncomplete = resolve; writing.onabort = () => reject(writing.error) })
  }
}

fill().then(() => postMessage('done'), (error: unknown) => postMessage(String(error)))
