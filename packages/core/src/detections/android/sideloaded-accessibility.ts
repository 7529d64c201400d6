import { accessibilityPart } from "../android-powers.ts";
import { defineForeignPower } from "../foreign-with-power.ts";

export default defineForeignPower({
  id: "android/sideloaded-accessibility",
  severity: "medium",
  powers: accessibilityPart,
  reference: "https://developer.android.com/guide/topics/ui/accessibility/service",
});
