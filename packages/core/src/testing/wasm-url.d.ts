/** Vite's import of a file as an address (https://vite.dev/guide/assets); `inline` makes it a data URL. */
declare module "*.wasm?url&inline" {
  const url: string;
  export default url;
}
