/** Looks for a QR code in what a camera shows just now. */
export type ReadQr = (video: HTMLVideoElement) => Promise<string | undefined>

interface Detector { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> }
interface DetectorMaker { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> }

/** The longest side of a picture that is looked through here (px): more costs a slow phone its seconds. */
const longest = 800

/** The browser's own reader where it has one; else one of ours, whose code is fetched only then. Rejects when that could not be. */
export async function qrReader(): Promise<ReadQr> {
  const own = await browsersReader()
  let ours = own ? undefined : await ourReader()
  return async (video) => {
    if (own && !ours) {
      try {
        return (await own.detect(video))[0]?.rawValue
      } catch {
        // Some systems offer it and have nothing behind it.
      }
    }
    ours ??= await ourReader()
    return ours(video)
  }
}

async function browsersReader(): Promise<Detector | undefined> {
  const { BarcodeDetector: Maker } = globalThis as { BarcodeDetector?: DetectorMaker }
  const formats = await Maker?.getSupportedFormats().catch((): string[] => [])
  return Maker && formats?.includes('qr_code') ? new Maker({ formats: ['qr_code'] }) : undefined
}

async function ourReader(): Promise<ReadQr> {
  const { default: decode } = await import('qr/decode.js')
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return async (video) => {
    const scale = Math.min(1, longest / Math.max(video.videoWidth, video.videoHeight))
    canvas.width = Math.round(video.videoWidth * scale)
    canvas.height = Math.round(video.videoHeight * scale)
    if (!context || canvas.width === 0 || canvas.height === 0) return undefined
    context.drawImage(video, 0, 0, canvas.width, canvas.height)
    try {
      return decode(context.getImageData(0, 0, canvas.width, canvas.height))
    } catch {
      return undefined // None in this picture.
    }
  }
}
