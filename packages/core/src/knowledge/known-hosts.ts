/**
 * Hosts that nearly every phone meets, with all that is below them: makers of the systems, networks of many people, shorteners of
 * links. Published as an indicator, one of these describes everybody. Not complete, and need not be: it only warns.
 */
const HOSTS: ReadonlySet<string> = new Set([
  "akamai.net",
  "amazon.com",
  "amazonaws.com",
  "android.com",
  "apple.com",
  "bing.com",
  "bit.ly",
  "cdn-apple.com",
  "cloudflare.com",
  "dropbox.com",
  "facebook.com",
  "firebaseio.com",
  "fbcdn.net",
  "ggpht.com",
  "github.com",
  "githubusercontent.com",
  "goo.gl",
  "google.com",
  "googleapis.com",
  "googleusercontent.com",
  "gstatic.com",
  "icloud.com",
  "icloud-content.com",
  "instagram.com",
  "linkedin.com",
  "live.com",
  "microsoft.com",
  "mozilla.org",
  "mzstatic.com",
  "office.com",
  "outlook.com",
  "pinterest.com",
  "protonmail.com",
  "reddit.com",
  "samsung.com",
  "signal.org",
  "snapchat.com",
  "t.co",
  "t.me",
  "telegram.org",
  "tiktok.com",
  "tinyurl.com",
  "twitter.com",
  "umeng.com",
  "whatsapp.com",
  "whatsapp.net",
  "wikipedia.org",
  "x.com",
  "yahoo.com",
  "youtu.be",
  "youtube.com",
  "zoom.us",
]);

export const isKnownHost = (host: string): boolean => HOSTS.has(host.replace(/^www\./, ""));

/**
 * App ids that say nothing: what Apple ships, and what Google and Samsung put on nearly every Android phone. An id below
 * `com.android.` or `com.google.android.` may well be an implant's that hides there (ResidentBat does), so those are named one by one.
 */
const APPS: ReadonlySet<string> = new Set([
  "com.android.chrome",
  "com.android.settings",
  "com.android.systemui",
  "com.android.vending",
  "com.burbn.instagram",
  "com.facebook.facebook",
  "com.facebook.katana",
  "com.google.android.apps.maps",
  "com.google.android.gm",
  "com.google.android.gms",
  "com.google.android.googlequicksearchbox",
  "com.google.android.youtube",
  "com.google.chrome.ios",
  "com.instagram.android",
  "com.sec.android.app.launcher",
  "com.whatsapp",
  "net.whatsapp.whatsapp",
  "org.thoughtcrime.securesms",
  "org.whispersystems.signal",
  "org.telegram.messenger",
  "ph.telegra.telegraph",
]);

/** Of a lower-case id. */
export const isKnownApp = (id: string): boolean => id.startsWith("com.apple.") || APPS.has(id);
