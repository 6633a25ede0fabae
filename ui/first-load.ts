/**
 * Limits what the window loads before it shows its first page: the build fails if that has grown
 * too large. Counted is what `index.html` leads to, compressed as gzip does: the page itself, its
 * styles, the start, the first texts of the language that has the longest ones, and the window.
 */

import type { Plugin, Rollup } from "vite";

/** In thousands of bytes. */
const most = 90;

/** The modules with which the first page starts, beside the one that `index.html` names. */
const start = "/src/window.ts";
const texts = /\/src\/texts\/\w+\/first\.ts$/u;

type Bundle = Rollup.OutputBundle;

/** The file of a chunk with everything that is loaded together with it. */
const withImports = (bundle: Bundle, name: string, found = new Set<string>()): Set<string> => {
  const chunk = bundle[name];
  if (found.has(name) || chunk?.type !== "chunk") return found;
  found.add(name);
  for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style);
  for (const imported of chunk.imports) withImports(bundle, imported, found);
  return found;
};

const compressed = async (source: string | Uint8Array): Promise<number> => {
  const zipped = new Response(source as BodyInit).body?.pipeThrough(new CompressionStream("gzip"));
  return (await new Response(zipped).arrayBuffer()).byteLength;
};

/** How many bytes the first page takes, compressed, in the language that needs most. */
export const firstLoadOf = async (bundle: Bundle): Promise<number> => {
  const sizeOf = async (names: Iterable<string>): Promise<number> => {
    let size = 0;
    for (const name of names) {
      const file = bundle[name];
      if (file) size += await compressed(file.type === "chunk" ? file.code : file.source);
    }
    return size;
  };
  const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
  const starts = chunks.filter(
    (chunk) => chunk.isEntry || (chunk.facadeModuleId ?? "").endsWith(start),
  );
  const languages = chunks.filter((chunk) => texts.test(chunk.facadeModuleId ?? ""));
  if (starts.length !== 2 || languages.length < 2)
    throw new Error("The window starts from other files than first-load.ts counts");
  let largest = 0;
  for (const language of languages) {
    const names = new Set(["index.html"]);
    for (const chunk of [...starts, language]) withImports(bundle, chunk.fileName, names);
    largest = Math.max(largest, await sizeOf(names));
  }
  return largest;
};

export const firstLoad = (): Plugin => ({
  name: "first-load",
  apply: "build",
  enforce: "post",
  generateBundle: {
    order: "post",
    async handler(_, bundle) {
      const size = (await firstLoadOf(bundle)) / 1000;
      const said = `The first page loads ${size.toFixed(1)} kB, of at most ${most} (compressed)`;
      if (size > most)
        this.error(`${said}. Load what it doesn't need later, as src/frame/chunks.ts does.`);
      this.info(said);
    },
  },
});
