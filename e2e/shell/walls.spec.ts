import { expect, test } from "./fixtures.ts";

test.describe("the walls around the page", () => {
  test("the page has no Node, and of the shell only the bridge", async ({ page, app }) => {
    const inside = await page.evaluate(() => ({
      require: typeof (window as { require?: unknown }).require,
      process: typeof (window as { process?: unknown }).process,
      electron: typeof (window as { electron?: unknown }).electron,
      desktop: Object.keys(window.desktop ?? {}).sort(),
      isSecureContext,
    }));
    expect(inside).toEqual({
      require: "undefined",
      process: "undefined",
      electron: "undefined",
      desktop: ["call", "on"],
      isSecureContext: true,
    });
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      const { sandbox, contextIsolation, nodeIntegration, webviewTag } = contents.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webviewTag };
    });
    expect(preferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
    });
  });

  test("the page cannot change the bridge, nor ask for what is not on it", async ({ page }) => {
    const outcome = await page.evaluate(async () => {
      const bridge = window.desktop as unknown as { call: unknown };
      let replaced = true;
      try {
        bridge.call = () => "mine";
        replaced = window.desktop?.call.toString().includes("mine") ?? false;
      } catch {
        replaced = false;
      }
      const refusal = await window.desktop?.call("shell.run" as never).catch((error: Error) => error.message);
      return { replaced, refusal };
    });
    expect(outcome.replaced).toBe(false);
    expect(outcome.refusal).toContain("unknown_call");
  });

  test("the page comes with a strict policy and a fresh nonce each time", async ({ page, server }) => {
    const load = () =>
      page.evaluate(async () => {
        const answer = await fetch("/");
        return {
          policy: answer.headers.get("content-security-policy"),
          html: await answer.text(),
          sniff: answer.headers.get("x-content-type-options"),
        };
      });
    const first = await load();
    const second = await load();
    const nonce = /nonce-([^']+)'/.exec(first.policy ?? "")?.[1] ?? "none";
    expect(first.policy).toContain("default-src 'none'; script-src 'self'; ");
    expect(first.policy).toContain(
      `connect-src 'self' ${server.address} ${server.address.replace("http", "ws")};`,
    );
    expect(first.policy).toContain("require-trusted-types-for 'script'");
    expect(first.html).toContain(`nonce="${nonce}"`);
    expect(first.html).not.toContain("__CSP_NONCE__");
    expect(second.policy).not.toBe(first.policy);
    expect(first.sniff).toBe("nosniff");
    await expect(page.locator("h1")).toHaveCSS("color", "rgb(1, 2, 3)");
  });

  test("the policy stops injected script, strange hosts and markup from strings", async ({
    page,
    server,
  }) => {
    const outcome = await page.evaluate(
      async (elsewhere) => {
        const script = document.createElement("script");
        let markup = "let through";
        try {
          document.body.innerHTML = "<img src=x onerror=alert(1)>";
        } catch (error) {
          markup = (error as Error).name;
        }
        let source = "let through";
        try {
          script.src = "https://evil.example/x.js";
        } catch (error) {
          source = (error as Error).name;
        }
        const reached = await fetch(elsewhere).then(
          () => true,
          () => false,
        );
        return { markup, source, reached };
      },
      server.address.replace("127.0.0.1", "127.0.0.2"),
    );
    expect(outcome).toEqual({ markup: "TypeError", source: "TypeError", reached: false });
    const violations = () => page.evaluate(() => (window as unknown as { violations: string[] }).violations);
    await expect
      .poll(violations)
      .toEqual(expect.arrayContaining(["require-trusted-types-for", "connect-src"]));
  });

  test("no address leads out of the page's folder", async ({ page }) => {
    const answers = await page.evaluate(() =>
      Promise.all(
        [
          "/%2e%2e/secret.json",
          "/..%2fsecret.json",
          "/assets/..%5c..%5csecret.json",
          "/%252e%252e/secret.json",
          "/../secret.json",
          "/assets/%2e%2e/%2e%2e/secret.json",
        ].map(async (address) => {
          const answer = await fetch(address);
          return { address, status: answer.status, text: (await answer.text()).slice(0, 60) };
        }),
      ),
    );
    for (const answer of answers)
      expect(answer.text, answer.address).not.toContain("outside of the page folder");
    expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404, 404, 404, 404]);
  });

  test("a place of the router gets the page, a missing file is not found", async ({ page }) => {
    const statuses = await page.evaluate(() =>
      Promise.all(
        ["/workspace/c/1?x=1", "/assets/none.js"].map(async (address) => (await fetch(address)).status),
      ),
    );
    expect(statuses).toEqual([200, 404]);
  });

  for (const target of [
    "https://evil.example/",
    "app://sidetone.evil/",
    "file:///etc/passwd",
    "http://127.0.0.1:9/",
  ]) {
    test(`the window does not leave for ${target}`, async ({ page, app }) => {
      const before = page.url();
      // Asked and judged in the main process: Playwright waits for ever for a navigation that was refused.
      const after = await app.evaluate(async ({ BrowserWindow }, address) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        await contents?.executeJavaScript(`location.href = ${JSON.stringify(address)}; 0`, true);
        await new Promise((resolve) => setTimeout(resolve, 300));
        const text = await contents?.executeJavaScript("document.querySelector('h1').textContent");
        return { url: contents?.getURL(), text };
      }, target);
      expect(after).toEqual({ url: before, text: "Shell" });
    });
  }

  test("a link to another window opens none, and only the listed schemes reach the system", async ({
    page,
    app,
  }) => {
    await app.evaluate(({ shell, dialog }) => {
      const seen = globalThis as unknown as { opened: string[]; asked: string[] };
      seen.opened = [];
      seen.asked = [];
      shell.openExternal = async (url) => void seen.opened.push(url);
      dialog.showMessageBox = (async (...words: unknown[]) => {
        seen.asked.push((words.at(-1) as { message: string }).message);
        return { response: 0, checkboxChecked: false };
      }) as never;
    });
    await page.evaluate(() => {
      for (const url of [
        "file:///etc/passwd",
        "smb://host/x",
        "http://plain.example/",
        "javascript:alert(1)",
        "https://docs.example/a",
      ])
        window.open(url);
    });
    const seen = () =>
      app.evaluate(() => {
        const { opened, asked } = globalThis as unknown as { opened: string[]; asked: string[] };
        return { opened, asked };
      });
    await expect.poll(seen).toEqual({ opened: ["https://docs.example/a"], asked: ["Open docs.example?"] });
    expect(app.windows()).toHaveLength(1);
  });

  test("the window for the pictures of a call has the same walls: it goes nowhere, and the shell answers it nothing", async ({
    page,
    app,
  }) => {
    const [pictures] = await Promise.all([
      app.waitForEvent("window"),
      page.evaluate(() => void window.open("about:blank", "sidetone-pictures", "popup")),
    ]);
    const asked = await pictures.evaluate(() =>
      window.desktop?.call("app.info").then(
        () => "answered",
        () => "refused",
      ),
    );
    expect(asked ?? "refused").toBe("refused");
    const found = await app.evaluate(async ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL() === "about:blank");
      const contents = window?.webContents as unknown as Electron.WebContents & {
        getLastWebPreferences(): Record<string, unknown>;
      };
      await contents.executeJavaScript("location.href = 'https://evil.example/'; 0", true);
      await contents.executeJavaScript("window.open('about:blank', 'sidetone-pictures-2'); 0", true);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const { sandbox, contextIsolation, nodeIntegration } = contents.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, url: contents.getURL() };
    });
    expect(found).toEqual({
      ...{ sandbox: true, contextIsolation: true, nodeIntegration: false },
      url: "about:blank",
    });
    expect(app.windows()).toHaveLength(2);
    await page.evaluate(() => void window.open("about:blank", "sidetone-pictures")?.close());
    await expect.poll(() => app.windows().length).toBe(1);
  });

  test("permissions are refused unless they are on the list", async ({ page }) => {
    const states = await page.evaluate(async () => {
      const ask = async (name: string) =>
        (await navigator.permissions.query({ name: name as PermissionName })).state;
      const position = await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve("granted"),
          (error) => resolve(error.code === 1 ? "denied" : `error ${error.code}`),
        ),
      );
      return { position, midi: await ask("midi"), notifications: Notification.permission };
    });
    expect(states).toEqual({ position: "denied", midi: "denied", notifications: "granted" });
  });

  test("a frame of a foreign page gets no permission and no bridge answer", async ({ app }) => {
    const verdicts = await app.evaluate(async ({ BrowserWindow, session }) => {
      const window = new BrowserWindow({ show: false });
      await window.loadURL("data:text/html,<title>foreign</title>");
      const denied = await window.webContents.executeJavaScript(
        "new Promise(done => navigator.geolocation.getCurrentPosition(() => done(false), e => done(e.code === 1)))",
      );
      const notify = await window.webContents.executeJavaScript("Notification.requestPermission()");
      window.destroy();
      return { denied, notify, partition: session.defaultSession.isPersistent() };
    });
    expect(verdicts).toMatchObject({ denied: true, notify: "denied" });
  });
});
