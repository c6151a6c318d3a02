// On every page: where a guide is saved on the device, looks for a newer one.
(function () {
  'use strict';
  var sw = navigator.serviceWorker;
  if (sw && sw.controller) sw.controller.postMessage({ act: 'look' }, [new MessageChannel().port2]);
})();
