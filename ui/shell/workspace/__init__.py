"""What is around the screens once somebody is signed in: navigation, search, clocks, banner, jobs, help."""
