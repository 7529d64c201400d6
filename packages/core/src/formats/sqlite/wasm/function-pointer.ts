const I32 = 0x7f;
const I64 = 0x7e;

/**
 * Puts a JavaScript function into the table of a WebAssembly instance, where C code can call it. Only functions of WebAssembly may
 * stand there, so a module with one import and one export wraps it. In a signature `i` is i32 and `j` is i64; the result is i32.
 */
export function functionPointer(table: WebAssembly.Table, signature: string, implementation: (...parameters: never[]) => number): number {
  const { exports } = new WebAssembly.Instance(wrapperOf(signature), { e: { f: implementation } });
  const index = table.grow(1);
  table.set(index, exports["f"]);
  return index;
}

function wrapperOf(signature: string): WebAssembly.Module {
  const parameters = [...signature].map((letter) => (letter === "j" ? I64 : I32));
  const type = [0x60, parameters.length, ...parameters, 1, I32];
  const sections = [
    [1, type.length + 1, 1, ...type], // the type
    [2, 7, 1, 1, 0x65, 1, 0x66, 0, 0], // imports e.f of that type
    [7, 5, 1, 1, 0x66, 0, 0], // exports it as f
  ];
  return new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...sections.flat()));
}
