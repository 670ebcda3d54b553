/** When somebody last touched this device, in any tab, by its clock (ms); 0 when that is not known. And whether it is shared, for the first paint. */
const touched = 'feltboka:touched'
const mark = 'feltboka:shared'
/** Where nothing can be kept beside the page it holds as long as the page does. */
let here = 0

export function touch(now: number): void {
  here = now
  try {
    localStorage.setItem(touched, String(now))
  } catch { /* told above */ }
}

export function lastTouch(): number {
  try {
    return Number(localStorage.getItem(touched)) || here
  } catch {
    return here
  }
}

export function markShared(shared: boolean): void {
  try {
    if (shared) localStorage.setItem(mark, '1')
    else localStorage.removeItem(mark)
  } catch { /* told by the storage a moment later */ }
}

/** Whether the device was shared the last time, known before its storage has told. */
export function isMarkedShared(): boolean {
  try {
    return localStorage.getItem(mark) !== null
  } catch {
    return false
  }
}
