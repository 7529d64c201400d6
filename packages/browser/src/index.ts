export { browserInput, type ChosenFile, chosenFiles, type ReadBlob } from "./input.ts";
