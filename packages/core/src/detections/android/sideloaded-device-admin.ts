import { adminPart } from "../android-powers.ts";
import { defineForeignPower } from "../foreign-with-power.ts";

export default defineForeignPower({
  id: "android/sideloaded-device-admin",
  severity: "medium",
  powers: adminPart,
  reference: "https://developer.android.com/work/device-admin",
});
