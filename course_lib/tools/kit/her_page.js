// Tells Python that a browser shows the tool, and what the clock beside her says: the kernel may run in another zone.
export default {
  render({ model, el }) {
    el.hidden = true;
    const tell = () => {
      const now = new Date(), ahead = -now.getTimezoneOffset();
      const at = new Date(now.getTime() + ahead * 60000).toISOString().slice(0, 19);
      model.send({ at, utc_offset: ahead, zone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? "" });
    };
    const look = () => document.hidden || tell();
    tell();
    // A page may be drawn before it can reach Python: say it again until that has heard it.
    const again = setInterval(() => model.get("heard") ? clearInterval(again) : tell(), 500);
    document.addEventListener("visibilitychange", look);
    window.addEventListener("focus", look);
    return () => {
      clearInterval(again);
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("focus", look);
    };
  },
};
