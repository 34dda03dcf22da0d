"""``/mcp``: an assistant asks by the Model Context Protocol what everybody else asks of ``/api/v1``.

:mod:`tools` are what can be asked, each one a file; :mod:`server` alone knows the protocol's SDK, which takes longer to
load than all the rest and is not needed without an assistant: :mod:`door` loads it when the first one comes.
"""
