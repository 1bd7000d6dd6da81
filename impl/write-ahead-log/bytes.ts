/**
 * Numbers and texts as bytes, and the checksum over them. Bytes are strings of characters 0 to 255 (impl/protocol.ts), so
 * that disks are plain data. Nothing here throws: what cannot be decoded is undefined.
 */
import type { Bytes } from '../protocol.ts';

/** CRC-32C (Castagnoli), reflected, as in iSCSI (RFC 3720, appendix B.4) and most logs since: 0 to 2^32 - 1. */
export function crc32c(bytes: Bytes): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) {
    crc = (table[(crc ^ bytes.charCodeAt(i)) & 0xff] as number) ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

const table: readonly number[] = Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  return crc >>> 0;
});

/** Big-endian, in `size` bytes (at most 6). Throws RangeError if it does not fit: nothing is ever cut off. */
export function fromNumber(number: number, size: number): Bytes {
  if (!Number.isInteger(number) || number < 0 || number >= 256 ** size) {
    throw new RangeError(`${number} does not fit into ${size} bytes`);
  }
  let bytes = '';
  for (let rest = number, i = 0; i < size; i++, rest = Math.floor(rest / 256)) {
    bytes = String.fromCharCode(rest % 256) + bytes;
  }
  return bytes;
}

export function toNumber(bytes: Bytes): number {
  let number = 0;
  for (let i = 0; i < bytes.length; i++) number = number * 256 + bytes.charCodeAt(i);
  return number;
}

export function zeros(size: number): Bytes {
  return '\0'.repeat(size);
}

/** Texts one after another, each behind its length in one byte. Texts are latin1 and shorter than 256 characters. */
export function fromTexts(texts: readonly string[]): Bytes {
  return texts.map((text) => fromNumber(text.length, 1) + text).join('');
}

export function toTexts(bytes: Bytes): readonly string[] | undefined {
  const texts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + 1 + bytes.charCodeAt(at);
    if (end > bytes.length) return undefined;
    texts.push(bytes.slice(at + 1, end));
    at = end;
  }
  return texts;
}

/**
 * A block that is found whole or not at all: length, content, zeros, and at the end the checksum of everything before
 * it. It stands at the end so that every write of a block changes its last bytes, whatever its length.
 * Throws RangeError if the content does not fit: `capacityOf` tells what does.
 */
export function sealed(content: Bytes, size: number): Bytes {
  if (content.length > capacityOf(size)) {
    throw new RangeError(`${content.length} bytes do not fit into a block of ${size}`);
  }
  const body = fromNumber(content.length, lengthBytes) + content;
  const padded = body + zeros(size - checksumBytes - body.length);
  return padded + fromNumber(crc32c(padded), checksumBytes);
}

const lengthBytes = 2;
const checksumBytes = 4;

export function capacityOf(size: number): number {
  return size - lengthBytes - checksumBytes;
}

/** `empty`: nothing was ever written here. `torn`: something was, but not this whole. */
export type Block = { readonly content: Bytes } | 'empty' | 'torn';

export function unsealed(block: Bytes, size: number): Block {
  if (block === zeros(block.length)) return 'empty';
  const end = size - checksumBytes;
  if (block.length < size) return 'torn';
  if (toNumber(block.slice(end, size)) !== crc32c(block.slice(0, end))) return 'torn';
  const length = toNumber(block.slice(0, lengthBytes));
  return { content: block.slice(lengthBytes, lengthBytes + length) };
}
