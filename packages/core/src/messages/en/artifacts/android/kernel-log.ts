export default {
  title: "The kernel's log",
  about:
    "Lines of the kernel's log that tell of its own faults, of what SELinux refused, of devices at the cable and of services that started.",
  limits:
    "Since the phone started, as far as the buffer reaches; of the time before, the end alone, where the phone kept it. Most lines have no time but seconds since the start.",
  line: "Kernel: {text}",
} satisfies Record<string, string>;
