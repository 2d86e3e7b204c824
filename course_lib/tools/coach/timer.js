/* The time of a cramp and of its steps. No page: the coach shows what this tells. */

/** A stopwatch. It adds up differences of the wall clock: a tab in the background ticks late, and a phone sleeps. */
export class Stopwatch {
  #gathered = 0;
  #since = null;
  get #spell() { return this.goes ? Math.max(0, Date.now() - this.#since) : 0; }
  get seconds() { return (this.#gathered + this.#spell) / 1000; }
  get goes() { return this.#since !== null; }
  go() { this.#since ??= Date.now(); }
  stop() { [this.#gathered, this.#since] = [this.#gathered + this.#spell, null]; }
  reset() { [this.#gathered, this.#since] = [0, null]; }
}

/** The steps for the place that hurts, how long each goes on, and how long the cramp has lasted. */
export class CrampTimer {
  phase = "ready";
  number = 0;
  letGo = false;
  over = false;
  inStep = new Stopwatch();
  cramp = new Stopwatch();
  #before = { left: 0, cramp: 0 };

  constructor({ steps, places, limit_s, falling, rising }) {
    Object.assign(this, { steps, limit_s, falling, rising, place: places[0] });
  }
  get route() { return this.steps.filter((step) => step.places.includes(this.place)); }
  get step() { return this.route[this.number]; }
  get usual() { return this.route.filter((step) => !step.before_bed).length; }
  get left() { return Math.max(0, this.step.seconds - this.inStep.seconds); }
  /** While a cramp lasts what is for later is not offered: after the last step comes the stretch again. */
  get following() {
    const next = this.route[this.number + 1];
    return next && (this.letGo || !next.before_bed) ? this.number + 1 : this.letGo ? null : 0;
  }

  enter(number) {
    Object.assign(this, { phase: "step", number, over: false });
    this.inStep.reset();
    this.inStep.go();
    if (!this.letGo) this.cramp.go();
    this.#before = { left: this.step.seconds, cramp: this.cramp.seconds };
  }
  pauseOrGoOn() { this.inStep.goes ? this.inStep.stop() : this.inStep.go(); }
  #stop(changes) {
    Object.assign(this, changes);
    this.inStep.stop();
    this.cramp.stop();
  }
  itLetGo() { this.#stop({ letGo: true }); }
  /** The cramp's clock goes on from where it stood. */
  isBack() {
    this.letGo = false;
    this.enter(0);
  }
  finish() {
    Object.assign(this, { phase: "ready", letGo: false });
    this.inStep.reset();
    this.cramp.reset();
  }

  /** What has come since the last look: the time to `call`, a step that is `over`, or marks at which the time is spoken. */
  look() {
    if (this.phase !== "step") return {};
    if (this.cramp.seconds >= this.limit_s) {
      this.#stop({ phase: "call" });
      return { call: true };
    }
    if (!this.over && this.inStep.goes && this.left === 0) {
      this.over = true;
      this.inStep.stop();
      return { over: true };
    }
    const before = this.#before, now = { left: this.left, cramp: this.cramp.seconds };
    this.#before = now;
    return {
      left: this.falling.find((mark) => before.left > mark && now.left <= mark && now.left > 0),
      cramp: this.rising.find((mark) => before.cramp < mark && now.cramp >= mark),
    };
  }
}
