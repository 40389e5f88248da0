# SPDX-License-Identifier: Apache-2.0
"""The HTML report in a browser: it filters, sorts, opens a source view, changes language and theme, prints, and asks
for nothing from elsewhere. Needs Chromium; without it everything but the plain text checks is skipped and says so."""
import glob
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

from migration import npuify

SOURCE = """#include <cuda_runtime.h>
__global__ void k(float *p, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) p[i] = p[i] * 2;
}
int main() {
  float *p;
  cudaMalloc(&p, 4096);
  k<<<4, 256>>>(p, 1024);
  cudaFrobnicate("<script>alert(1)</script>");
  return cudaFree(p);
}
"""
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# Drives the page as a person would and leaves what it saw in the document.
DRIVE = """
<script>
addEventListener("load", async () => {
  const seen = {};
  const rows = () => [...document.querySelectorAll("#entities tbody tr")].map(r => r.children[0].textContent);
  const tick = () => new Promise(done => setTimeout(done, 30));
  try {
    seen.ready = Number(document.documentElement.dataset.ready);
    seen.verdict = document.querySelector("#verdict").dataset.verdict;
    seen.all = rows();
    const search = document.querySelector("#entities input");
    search.value = "cudamal"; search.dispatchEvent(new Event("input"));
    seen.searched = rows();
    search.value = ""; search.dispatchEvent(new Event("input"));
    document.querySelector("#entities th[data-column=entity] button").click();
    seen.sorted = rows();
    document.querySelector("#entities th[data-column=entity] button").click();
    seen.reversed = rows();
    const filter = document.querySelector("#entities select");
    filter.value = [...filter.options].find(o => o.textContent === "Hand edit").value;
    filter.dispatchEvent(new Event("change"));
    seen.filtered = rows();
    document.querySelector("#entities tbody tr").click();
    seen.details = document.querySelector("#entities tr.details").textContent;
    seen.findings = document.querySelectorAll("#findings .finding").length;
    seen.marked = document.querySelector("#findings mark").textContent;
    [...document.querySelectorAll("#findings button")].find(b => b.textContent === "Exact ones too").click();
    seen.findingsAll = document.querySelectorAll("#findings .finding").length;
    seen.after = [...document.querySelectorAll("#findings .after pre")].map(p => p.textContent);
    seen.steps = document.querySelectorAll("#steps li").length;
    seen.tiles = document.querySelectorAll(".heat rect").length;
    document.querySelector(".heat g").dispatchEvent(new MouseEvent("click"));
    await tick();
    seen.source = [...document.querySelectorAll(".source tbody tr")].map(r => [...r.children].map(c => c.textContent));
    document.querySelector(".source .controls button:last-child").click();
    await tick();
    seen.at = document.querySelector(".source tr.at")?.dataset.line;
    location.hash = "#";
    await tick();
    const [language, theme] = document.querySelectorAll("header select");
    theme.value = "dark"; theme.dispatchEvent(new Event("change"));
    seen.dark = getComputedStyle(document.body).backgroundColor;
    document.querySelector("header select").value = "zh";
    document.querySelector("header select").dispatchEvent(new Event("change"));
    seen.chinese = document.querySelector("#verdict").textContent + document.querySelector("#counts h2").textContent;
    seen.lang = document.documentElement.lang;
    seen.asked = performance.getEntriesByType("resource").map(e => e.name);
  } catch (problem) { seen.problem = String(problem.stack); }
  document.body.innerHTML = "";
  document.body.append(Object.assign(document.createElement("pre"), {id: "seen", textContent: JSON.stringify(seen)}));
});
</script>
"""


class Html(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        with open(os.path.join(cls.folder.name, "a.cu"), "w", encoding="utf-8") as stream:
            stream.write(SOURCE)
        with open(os.path.join(cls.folder.name, "b.cu"), "w", encoding="utf-8") as stream:
            stream.write(SOURCE.replace("cudaFrobnicate", "// "))
        cls.path = os.path.join(cls.folder.name, "report.html")
        done = npuify("check", cls.folder.name, "--fail-on", "never", "--output", "html=" + cls.path)
        assert done.returncode == 0, done.stderr
        with open(cls.path, encoding="utf-8") as stream:
            cls.text = stream.read()

    def chromium(self, url, *arguments):
        if not CHROMIUM:
            self.skipTest("Chromium is not installed")
        done = subprocess.run([CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--lang=en",
                               "--user-data-dir=" + os.path.join(self.folder.name, "profile"),
                               "--virtual-time-budget=10000", *arguments, url],
                              capture_output=True, text=True, timeout=120, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_self_contained(self):
        self.assertNotRegex(self.text, r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""")
        self.assertNotIn("<script>alert", self.text)
        self.assertNotIn("{{", re.sub(r'(?s)<script type="application/json".*?</script>', "", self.text))

    def test_every_text_is_translated(self):
        english, chinese = (json.loads(re.search(rf'id="texts-{l}">(.*?)</script>', self.text, re.S)[1])
                            for l in ("en", "zh"))
        self.assertEqual(set(english), set(chinese))
        for key in english:
            self.assertEqual(sorted(re.findall(r"\{\w+\}", english[key])), sorted(re.findall(r"\{\w+\}", chinese[key])), key)
        script = re.sub(r'(?s)<script type="application/json".*?</script>', "", self.text)
        for key in re.findall(r'\bt\("([a-z.]+[a-z])"', script):
            self.assertIn(key, english)

    def test_translations_of_rules(self):
        rules = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "rules")
        with open(os.path.join(rules, "translations.zh.json"), encoding="utf-8") as stream:
            translated = json.load(stream)
        for text, other in translated.items():
            self.assertEqual(sorted(re.findall(r"\{\w+\}", text)), sorted(re.findall(r"\{\w+\}", other)), text)
            self.assertRegex(other, "[\u4e00-\u9fff]", text)
        texts = set()
        for path in glob.glob(os.path.join(rules, "*", "*.rules.json")):
            with open(path, encoding="utf-8") as stream:
                for rule in json.load(stream)["rules"]:
                    texts |= {rule.get("message", ""), *rule.get("guidance", [])}
                    texts |= {v.get("reason", "") for v in rule.get("targets", {}).values() if isinstance(v, dict)}
        texts = {t.replace("${subject}", "{s}").replace("${value}", "{v}") for t in texts - {""}}
        missing = sorted(texts - set(translated))
        # A new rule may come without; most must have theirs.
        self.assertLessEqual(len(missing), len(texts) // 10, missing)

    def test_valid(self):
        if not shutil.which("tidy"):
            self.skipTest("tidy is not installed")
        for text in (self.text, self.chromium("file://" + self.path, "--dump-dom")):
            done = subprocess.run(["tidy", "-q", "-e", "--drop-empty-elements", "no"], input=text, capture_output=True, text=True, check=False)
            problems = [line for line in done.stderr.splitlines() if "Error" in line or "Warning" in line]
            self.assertEqual(problems, [])

    def test_drive(self):
        driven = os.path.join(self.folder.name, "driven.html")
        with open(driven, "w", encoding="utf-8") as stream:
            stream.write(self.text.replace("</body>", DRIVE + "</body>"))
        dom = self.chromium("file://" + driven, "--dump-dom")
        found = re.search(r'<pre id="seen">(.*?)</pre>', dom, re.S)
        self.assertTrue(found, dom[-2000:])
        seen = json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
        self.assertNotIn("problem", seen)
        self.assertEqual(seen["verdict"], "work")
        self.assertIn("cudaMalloc", seen["all"])
        self.assertEqual(seen["searched"], ["cudaMalloc"])
        self.assertEqual(seen["sorted"][::-1], seen["reversed"])
        self.assertEqual(sorted(seen["sorted"]), sorted(seen["all"]))
        self.assertEqual(seen["filtered"], ["cudaFrobnicate"])
        self.assertIn("cudaFrobnicate", seen["details"])
        self.assertIn("cudaFrobnicate", seen["marked"])
        self.assertGreater(seen["findingsAll"], seen["findings"])
        self.assertIn("  npuMalloc(&p, 4096);", seen["after"])
        self.assertEqual((seen["steps"], seen["tiles"]), (5, 2))
        lines = {row[0]: row for row in seen["source"]}
        self.assertEqual(lines["8"][1:4], ["  cudaMalloc(&p, 4096);", "9", "  npuMalloc(&p, 4096);"])
        self.assertEqual(lines["7"][1:4], ["  float *p;", "8", "  float *p;"])
        self.assertIn("NPU_LAUNCH(k, (4, 256), p, 1024)", lines["9"][3])
        self.assertEqual(seen["at"], "10")
        self.assertIn("需要修改", seen["chinese"])
        self.assertEqual(seen["lang"], "zh")
        self.assertEqual(seen["dark"], "rgb(20, 24, 27)")
        self.assertEqual(seen["asked"], [])

    def test_address_sets_language_and_theme(self):
        dom = self.chromium("file://" + self.path + "?language=zh&theme=dark", "--dump-dom")
        self.assertRegex(dom, r'<html lang="zh" [^>]*data-theme="dark"')
        self.assertIn("没有规则认识“cudaFrobnicate”", dom)

    def test_narrow_screens_need_no_scrolling_sideways(self):
        measured = os.path.join(self.folder.name, "narrow.html")
        with open(measured, "w", encoding="utf-8") as stream:
            stream.write(self.text.replace("</body>", """<script>addEventListener("load", () => {
                document.title = [innerWidth, document.documentElement.scrollWidth].join(); });</script></body>"""))
        for size in ("500,900", "1400,900"):
            dom = self.chromium("file://" + measured, "--dump-dom", "--window-size=" + size)
            inner, scroll = map(int, re.search(r"<title>(\d+),(\d+)</title>", dom).groups())
            self.assertLessEqual(scroll, inner, size)

    def test_prints(self):
        pdf = os.path.join(self.folder.name, "report.pdf")
        self.chromium("file://" + self.path, "--print-to-pdf=" + pdf, "--no-pdf-header-footer")
        with open(pdf, "rb") as stream:
            self.assertTrue(stream.read(5) == b"%PDF-")


if __name__ == "__main__":
    unittest.main()
