"""Grammar by LanguageTool: a service that rules ask, where the settings switch it on."""
