"""Value disciplines: points spread over what a company can lead on."""
