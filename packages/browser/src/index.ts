export { type BrowserCase, type BrowserRequest, examineChosen } from "./examine.ts";
export { browserInput, type ChosenFile, chosenFiles, type ReadBlob } from "./input.ts";
