"""A headless Chromium, driven through chromedriver by plain HTTP."""
import base64
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile

FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
         '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--hide-scrollbars']


class Browser:
    def __init__(self, chromium, chromedriver):
        self.profile = tempfile.mkdtemp(prefix='picket-report-')
        self.driver = subprocess.Popen([chromedriver, '--port=0'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True,
                                       env={**os.environ, 'HOME': self.profile})
        for line in self.driver.stdout:
            if found := re.search(r'started successfully on port (\d+)', line):
                self.port = int(found.group(1))
                break
        else:
            raise RuntimeError('chromedriver did not start')
        options = {'binary': chromium, 'args': FLAGS + ['--user-data-dir=' + self.profile + '/profile']}
        answer = self.post('/session', {'capabilities': {'alwaysMatch': {'browserName': 'chrome', 'goog:chromeOptions': options,
                                                                         'goog:loggingPrefs': {'browser': 'ALL', 'performance': 'ALL'}}}})
        self.session = '/session/' + answer['sessionId']

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.ask('DELETE', self.session)
        finally:
            os.killpg(self.driver.pid, signal.SIGTERM)
            self.driver.wait(20)
            shutil.rmtree(self.profile, ignore_errors=True)

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=120)
        connection.request(method, path, None if body is None else json.dumps(body), {'Content-Type': 'application/json'})
        value = json.loads(connection.getresponse().read())['value']
        connection.close()
        if isinstance(value, dict) and 'error' in value:
            raise RuntimeError(value['error'] + ': ' + value['message'])
        return value

    def post(self, path, body):
        return self.ask('POST', path, body)

    def open(self, url):
        self.post(self.session + '/url', {'url': url})

    def run(self, script, *arguments):
        return self.post(self.session + '/execute/sync', {'script': script, 'args': list(arguments)})

    def cdp(self, command, **parameters):
        return self.post(self.session + '/goog/cdp/execute', {'cmd': command, 'params': parameters})

    def log(self, kind):
        return self.post(self.session + '/se/log', {'type': kind})

    def size(self, width, height, mobile=False):
        self.cdp('Emulation.setDeviceMetricsOverride', width=width, height=height, deviceScaleFactor=1, mobile=mobile)

    def scripts(self, on):
        self.cdp('Emulation.setScriptExecutionDisabled', value=not on)

    def press(self, key, code=None, text=None):
        """A key as a keyboard sends it to what has the focus."""
        more = {'text': text} if text else {}
        self.cdp('Input.dispatchKeyEvent', type='keyDown', key=key, code=code or key, windowsVirtualKeyCode=KEY_CODES.get(key, ord(key[0].upper())), **more)
        self.cdp('Input.dispatchKeyEvent', type='keyUp', key=key, code=code or key, windowsVirtualKeyCode=KEY_CODES.get(key, ord(key[0].upper())))

    def mouse(self, kind, x, y):
        button = {} if kind == 'mouseMoved' else {'button': 'left', 'clickCount': 1}
        self.cdp('Input.dispatchMouseEvent', type=kind, x=x, y=y, **button)

    def click(self, x, y):
        for kind in ('mouseMoved', 'mousePressed', 'mouseReleased'):
            self.mouse(kind, x, y)

    def picture(self, file, whole=False):
        size = self.cdp('Page.getLayoutMetrics')['cssContentSize'] if whole else None
        more = {'clip': {**size, 'scale': 1}} if size else {}
        shot = self.cdp('Page.captureScreenshot', format='png', captureBeyondViewport=whole, **more)
        with open(file, 'wb') as out:
            out.write(base64.b64decode(shot['data']))

    def pdf(self, file):
        with open(file, 'wb') as out:
            out.write(base64.b64decode(self.cdp('Page.printToPDF', printBackground=True, preferCSSPageSize=True)['data']))


KEY_CODES = {'Enter': 13, 'Escape': 27, 'Tab': 9, ' ': 32, 'ArrowLeft': 37, 'ArrowUp': 38, 'ArrowRight': 39, 'ArrowDown': 40, '+': 187, '-': 189}
