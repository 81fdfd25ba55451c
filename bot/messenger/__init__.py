"""What every messenger shares: the inbox, who may ask what, limits, the log, answers away from the event loop.

Nothing here knows Telegram.  People, chats and updates are named by the messenger's own ids, as text.
"""
